-- file: 20260101000000_ts_storage_1_tablespace.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.ts step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=8905cf0c to=4f49cabf plan=4ce871b44a538512
-- What:    takes back: moves public.ts_0 to tablespace clinic_archive
-- Locks:   ACCESS EXCLUSIVE on public.ts_0, while its files are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.ts_0
-- Undo:    20260101000000_ts_storage_1_tablespace.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."ts_0" SET TABLESPACE "pg_default";

COMMIT;
