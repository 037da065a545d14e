-- file: 20260101000000_cache_id_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.cache step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=ee0fab0f to=8461e294 plan=ab65f148d7248b01
-- What:    brings what was written since into public.cache_old and puts that in the place of
--            public.cache
-- Locks:   ACCESS EXCLUSIVE on public.cache, public.cache_1, public.cache_2, while the rows are
--            copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.cache_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.cache, public.cache_1, public.cache_2,
--            public.cache_old
-- Undo:    20260101000000_cache_id_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."cache"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.cache is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."cache"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, body text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.cache changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."cache"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."cache"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."cache"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."cache"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint cache_pkey, index cache_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.cache changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."cache_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.cache_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."cache", "public"."cache_old" IN ACCESS EXCLUSIVE MODE;

SET LOCAL row_security = off;

-- 3. Rows that were changed or deleted since.
DELETE FROM "public"."cache_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."cache" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."body")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."body")::record);

-- 4. Rows that were changed or added since.
INSERT INTO "public"."cache_old" ("id", "body")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."body"
  FROM "public"."cache" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."cache_old" AS d WHERE d."id" = s."id");

-- 5. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."cache")
  <> (SELECT pg_catalog.count(*) FROM "public"."cache_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.cache holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 6. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."cache" RENAME TO "cache_new";

ALTER INDEX "public"."cache_pkey" RENAME TO "cache_pkey_new";

ALTER INDEX "public"."cache_pkey_old" RENAME TO "cache_pkey";

ALTER TABLE "public"."cache_old" RENAME TO "cache";

-- 7. Every row of it is in the table again.
DROP TABLE "public"."cache_new";

COMMIT;

-- file: 20260101000001_cache_id_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.cache step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=8bf13690 to=ee0fab0f plan=ab65f148d7248b01
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_cache_id_2_analyze.up.sql runs again

-- file: 20260101000002_cache_id_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.cache step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=ba2063f9 to=8bf13690 plan=ab65f148d7248b01
-- What:    makes public.cache_old again, empty; the down file of the swap fills it from
--            public.cache
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_cache_id_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.cache.
CREATE TABLE "public"."cache_old" (
  "id" integer NOT NULL,
  "body" text
) WITH ("fillfactor" = '70', "autovacuum_enabled" = 'off');

ALTER TABLE "public"."cache_old"
  ADD CONSTRAINT "cache_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."cache_old" OWNER TO "postgres";

COMMIT;
