-- file: 20260101000000_ledger_at_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.ledger step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=21ffadff to=25b3ef23 plan=ada07ce959c11e3d
-- What:    brings what was written since into public.ledger_old and puts that in the place of
--            public.ledger
-- Locks:   ACCESS EXCLUSIVE on public.ledger, public.ledger_a, public.ledger_b, public.ledger_c,
--            while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.ledger_old, public.ledger_a_old, public.ledger_b_old, short;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.ledger, public.ledger_a, public.ledger_b and 4
--            more
-- Undo:    20260101000000_ledger_at_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-table: this file brought every row of it back first
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."ledger"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.ledger is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."ledger"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, at date') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.ledger changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."ledger"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."ledger"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."ledger"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."ledger"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint ledger_pkey, index ledger_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.ledger changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."ledger_old"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.ledger_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."ledger", "public"."ledger_old" IN ACCESS EXCLUSIVE MODE;

SET LOCAL row_security = off;

-- 3. Rows that were changed or deleted since.
DELETE FROM "public"."ledger_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."ledger" AS s
    WHERE d."id" = s."id" AND d."at" = s."at"
      AND ROW(s."id", s."at")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."at")::record);

-- 4. Rows that were changed or added since.
INSERT INTO "public"."ledger_old" ("id", "at")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."at"
  FROM "public"."ledger" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."ledger_old" AS d WHERE d."id" = s."id" AND d."at" = s."at");

-- 5. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."ledger")
  <> (SELECT pg_catalog.count(*) FROM "public"."ledger_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.ledger holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 6. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."ledger" RENAME TO "ledger_new";

ALTER INDEX "public"."ledger_pkey" RENAME TO "ledger_pkey_new";

ALTER TABLE "public"."ledger_a" RENAME TO "ledger_a_new";

ALTER TABLE "public"."ledger_b" RENAME TO "ledger_b_new";

ALTER TABLE "public"."ledger_b_old" RENAME TO "ledger_b";

ALTER TABLE "public"."ledger_a_old" RENAME TO "ledger_a";

ALTER INDEX "public"."ledger_pkey_old" RENAME TO "ledger_pkey";

ALTER TABLE "public"."ledger_old" RENAME TO "ledger";

-- 7. Every row of it is in the table again.
DROP TABLE "public"."ledger_new";

COMMIT;

-- file: 20260101000001_ledger_at_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.ledger step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=3ba5b173 to=21ffadff plan=ada07ce959c11e3d
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_ledger_at_2_analyze.up.sql runs again

-- file: 20260101000002_ledger_at_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.ledger step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=daeaa78f to=3ba5b173 plan=ada07ce959c11e3d
-- What:    makes public.ledger_old again, empty; the down file of the swap fills it from
--            public.ledger
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_ledger_at_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.ledger.
CREATE TABLE "public"."ledger_old" (
  "id" integer NOT NULL,
  "at" date NOT NULL
) PARTITION BY RANGE (at);

CREATE TABLE "public"."ledger_a_old" PARTITION OF "public"."ledger_old"
  FOR VALUES FROM (MINVALUE) TO ('2026-01-01');

CREATE TABLE "public"."ledger_b_old" PARTITION OF "public"."ledger_old"
  FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);

ALTER TABLE "public"."ledger_b_old"
  ADD CONSTRAINT "ledger_b_pkey" PRIMARY KEY (id, at);

CREATE INDEX "ledger_a_local" ON "public"."ledger_a_old" USING btree (at);

ALTER TABLE "public"."ledger_a_old"
  ADD CONSTRAINT "ledger_a_pkey" PRIMARY KEY (id, at);

ALTER TABLE "public"."ledger_old"
  ADD CONSTRAINT "ledger_pkey_old" PRIMARY KEY (id, at);

ALTER TABLE "public"."ledger_old" OWNER TO "postgres";

ALTER TABLE "public"."ledger_a_old" OWNER TO "postgres";

ALTER TABLE "public"."ledger_b_old" OWNER TO "postgres";

COMMIT;
