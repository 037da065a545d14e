-- pgparcel: version=20260101000002 table=public.appointments step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=bd774724 to=9b62ea25 plan=101fec4cc4b2170e source=schemas/appointments.yaml@f4a21cbd
-- What:    drops public.appointments_old, the old copy of public.appointments
-- Locks:   ACCESS EXCLUSIVE on public.appointments_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.appointments
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.appointments.
DROP TABLE "public"."appointments_old";

COMMIT;
