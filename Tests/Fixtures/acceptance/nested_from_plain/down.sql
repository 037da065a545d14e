-- file: 20260101000000_stays_region_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.stays step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=c6e18b52 to=3212d147 plan=5b7009b4f609077d
-- What:    brings what was written since into public.stays_old and puts that in the place of
--            public.stays
-- Locks:   ACCESS EXCLUSIVE on public.stays, public.stays_eu, public.stays_eu_old and 5 more, while
--            the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.stays_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays, public.stays_eu, public.stays_eu_old and 6
--            more
-- Undo:    20260101000000_stays_region_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."stays"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.stays is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."stays"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, region text, stayed_on date, bed integer') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.stays changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."stays"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."stays"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."stays"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."stays"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint stays_pkey, index stays_bed_idx, index stays_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.stays changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."stays_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.stays_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."stays", "public"."stays_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."stays" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.stays share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."stays_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."stays" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."region", s."stayed_on", s."bed")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."region", d."stayed_on", d."bed")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."stays_old" ("id", "region", "stayed_on", "bed")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."region", s."stayed_on", s."bed"
  FROM "public"."stays" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."stays_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."stays")
  <> (SELECT pg_catalog.count(*) FROM "public"."stays_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.stays holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."stays" RENAME TO "stays_new";

ALTER INDEX "public"."stays_pkey" RENAME TO "stays_pkey_new";

ALTER INDEX "public"."stays_bed_idx" RENAME TO "stays_bed_idx_new";

ALTER INDEX "public"."stays_pkey_old" RENAME TO "stays_pkey";

ALTER TABLE "public"."stays_old" RENAME TO "stays";

ALTER SEQUENCE "public"."stays_id_seq" OWNED BY "public"."stays"."id";

-- 8. Every row of it is in the table again.
DROP TABLE "public"."stays_new";

COMMIT;

-- file: 20260101000001_stays_region_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.stays step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=283af1e2 to=c6e18b52 plan=5b7009b4f609077d
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_stays_region_2_analyze.up.sql runs again

-- file: 20260101000002_stays_region_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.stays step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=772ae782 to=283af1e2 plan=5b7009b4f609077d
-- What:    makes public.stays_old again, empty; the down file of the swap fills it from
--            public.stays
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_stays_region_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.stays.
CREATE TABLE "public"."stays_old" (
  "id" bigint DEFAULT nextval('public.stays_id_seq'::regclass) NOT NULL,
  "region" text NOT NULL,
  "stayed_on" date NOT NULL,
  "bed" integer NOT NULL
);

ALTER TABLE "public"."stays_old"
  ADD CONSTRAINT "stays_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."stays_old" OWNER TO "postgres";

COMMIT;
