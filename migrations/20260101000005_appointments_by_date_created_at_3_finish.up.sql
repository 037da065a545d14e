-- pgparcel: version=20260101000005 table=public.appointments_by_date step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=9d08ad9b to=25f5a178 plan=13cbd538ddfb6a72 source=schemas/appointments_by_date.yaml@dfe3a6e0
-- What:    drops public.appointments_by_date_old, the old copy of public.appointments_by_date
-- Locks:   ACCESS EXCLUSIVE on public.appointments_by_date_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.appointments_by_date
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_by_date_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_by_date_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_by_date"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_by_date is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.appointments_by_date.
DROP TABLE "public"."appointments_by_date_old";

COMMIT;
