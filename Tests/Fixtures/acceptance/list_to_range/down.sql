-- file: 20260101000000_parcels_sent_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.parcels step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=eeee157f to=2c1938e1 plan=dd3a6518f9564061
-- What:    brings what was written since into public.parcels_old and puts that in the place of
--            public.parcels
-- Locks:   ACCESS EXCLUSIVE on public.parcels, public.parcels_2025, public.parcels_2026, while the
--            rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.parcels_old, public.parcels_new, public.parcels_sent, short;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.parcels, public.parcels_2025, public.parcels_2026
--            and 3 more
-- Undo:    20260101000000_parcels_sent_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."parcels"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.parcels is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."parcels"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, state text, sent date') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.parcels changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."parcels"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."parcels"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."parcels"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."parcels"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint parcels_pkey, index parcels_pkey, index parcels_sent_idx') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.parcels changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."parcels_old"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.parcels_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."parcels", "public"."parcels_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."parcels" GROUP BY "id", "state" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.parcels share one (id, state), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."parcels_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."parcels" AS s
    WHERE d."id" = s."id" AND d."state" = s."state"
      AND ROW(s."id", s."state", s."sent")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."state", d."sent")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."parcels_old" ("id", "state", "sent")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."state", s."sent"
  FROM "public"."parcels" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."parcels_old" AS d WHERE d."id" = s."id" AND d."state" = s."state");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."parcels")
  <> (SELECT pg_catalog.count(*) FROM "public"."parcels_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.parcels holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."parcels" RENAME TO "parcels_new1";

ALTER INDEX "public"."parcels_pkey" RENAME TO "parcels_pkey_new";

ALTER INDEX "public"."parcels_sent_idx" RENAME TO "parcels_sent_idx_new";

ALTER INDEX "public"."parcels_sent_idx_old" RENAME TO "parcels_sent_idx";

ALTER INDEX "public"."parcels_pkey_old" RENAME TO "parcels_pkey";

ALTER TABLE "public"."parcels_old" RENAME TO "parcels";

-- 8. Every row of it is in the table again.
DROP TABLE "public"."parcels_new1";

COMMIT;

-- file: 20260101000001_parcels_sent_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.parcels step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=6f3942a9 to=eeee157f plan=dd3a6518f9564061
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_parcels_sent_2_analyze.up.sql runs again

-- file: 20260101000002_parcels_sent_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.parcels step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=e0a953d6 to=6f3942a9 plan=dd3a6518f9564061
-- What:    makes public.parcels_old again, empty; the down file of the swap fills it from
--            public.parcels
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_parcels_sent_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.parcels.
CREATE TABLE "public"."parcels_old" (
  "id" integer NOT NULL,
  "state" text NOT NULL,
  "sent" date NOT NULL
) PARTITION BY LIST (state);

CREATE TABLE "public"."parcels_new" PARTITION OF "public"."parcels_old"
  FOR VALUES IN ('new');

CREATE TABLE "public"."parcels_sent" PARTITION OF "public"."parcels_old"
  FOR VALUES IN ('sent', 'lost');

ALTER TABLE "public"."parcels_sent"
  ADD CONSTRAINT "parcels_sent_pkey" PRIMARY KEY (id, state);

CREATE INDEX "parcels_sent_sent_idx" ON "public"."parcels_sent" USING btree (sent);

ALTER TABLE "public"."parcels_new"
  ADD CONSTRAINT "parcels_new_pkey" PRIMARY KEY (id, state);

CREATE INDEX "parcels_new_sent_idx" ON "public"."parcels_new" USING btree (sent);

ALTER TABLE "public"."parcels_old"
  ADD CONSTRAINT "parcels_pkey_old" PRIMARY KEY (id, state);

CREATE INDEX "parcels_sent_idx_old" ON "public"."parcels_old" USING btree (sent);

ALTER TABLE "public"."parcels_old" OWNER TO "postgres";

ALTER TABLE "public"."parcels_new" OWNER TO "postgres";

ALTER TABLE "public"."parcels_sent" OWNER TO "postgres";

COMMIT;
