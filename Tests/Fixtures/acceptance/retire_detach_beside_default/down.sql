-- file: 20260101000000_g_partitions_1_detach.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.g step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=2c6710de to=a152ee17 plan=8d4cf05cc3ed8c9a
-- What:    takes back: detaches partition public.g_b
-- Locks:   ACCESS EXCLUSIVE on public.g, while rows leave the default partition; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.g_b, public.g_rest, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.g, public.g_b, public.g_rest
-- Undo:    20260101000000_g_partitions_1_detach.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Rows move between two partitions: nobody may look while they do.
LOCK TABLE ONLY "public"."g" IN ACCESS EXCLUSIVE MODE;

-- 2. Every column must be in the lists below.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."g"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, state text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.g changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 3. The default partition's rows of this bound.
WITH moved AS (
    DELETE FROM "public"."g_rest"
    WHERE "state" IS NOT NULL AND "state" IN ('b'::text)
    RETURNING "id", "state"
  )
  INSERT INTO "public"."g_b" ("id", "state")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "state" FROM moved;

ALTER TABLE "public"."g"
  ATTACH PARTITION "public"."g_b"
  FOR VALUES IN ('b');

COMMIT;
