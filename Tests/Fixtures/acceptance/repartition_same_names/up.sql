-- file: 20260101000000_ledger_at_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.ledger step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=25b3ef23 to=21ffadff plan=ada07ce959c11e3d
-- What:    copies public.ledger into a table partitioned by range (at) and puts that in its place
--          keeps the old table as public.ledger_old
-- Locks:   ACCESS EXCLUSIVE on public.ledger, public.ledger_a, public.ledger_b, while the rows are
--            copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.ledger
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, prefer-bigint-over-int
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
  IF (pg_catalog.to_regclass('"public"."ledger_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.ledger_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."ledger" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."ledger" RENAME TO "ledger_old";

ALTER INDEX "public"."ledger_pkey" RENAME TO "ledger_pkey_old";

ALTER TABLE "public"."ledger_a" RENAME TO "ledger_a_old";

ALTER TABLE "public"."ledger_b" RENAME TO "ledger_b_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."ledger" (
  "id" integer NOT NULL,
  "at" date NOT NULL
) PARTITION BY RANGE (at);

CREATE TABLE "public"."ledger_a" PARTITION OF "public"."ledger"
  FOR VALUES FROM (MINVALUE) TO ('2025-07-01');

CREATE TABLE "public"."ledger_b" PARTITION OF "public"."ledger"
  FOR VALUES FROM ('2025-07-01') TO ('2026-07-01');

CREATE TABLE "public"."ledger_c" PARTITION OF "public"."ledger"
  FOR VALUES FROM ('2026-07-01') TO (MAXVALUE);

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."ledger" ("id", "at")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "at"
  FROM "public"."ledger_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."ledger_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."ledger")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.ledger_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."ledger_c"
  ADD CONSTRAINT "ledger_c_pkey" PRIMARY KEY (id, at);

ALTER TABLE "public"."ledger_b"
  ADD CONSTRAINT "ledger_b_pkey1" PRIMARY KEY (id, at);

ALTER TABLE "public"."ledger_a"
  ADD CONSTRAINT "ledger_a_pkey1" PRIMARY KEY (id, at);

ALTER TABLE "public"."ledger"
  ADD CONSTRAINT "ledger_pkey" PRIMARY KEY (id, at);

-- 8. What hangs on the table.
ALTER TABLE "public"."ledger" OWNER TO "postgres";

ALTER TABLE "public"."ledger_a" OWNER TO "postgres";

ALTER TABLE "public"."ledger_b" OWNER TO "postgres";

ALTER TABLE "public"."ledger_c" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_ledger_at_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.ledger step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=21ffadff to=3ba5b173 plan=ada07ce959c11e3d
-- What:    gathers statistics of public.ledger, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.ledger, public.ledger_a, public.ledger_b,
--            public.ledger_c, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."ledger";

-- file: 20260101000002_ledger_at_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.ledger step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=3ba5b173 to=daeaa78f plan=ada07ce959c11e3d
-- What:    drops public.ledger_old, the old copy of public.ledger
-- Locks:   ACCESS EXCLUSIVE on public.ledger_old, public.ledger_a_old, public.ledger_b_old, short;
--            retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.ledger
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."ledger_old"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.ledger_old is gone or is not a partitioned table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."ledger"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.ledger is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.ledger.
DROP TABLE "public"."ledger_old";

COMMIT;
