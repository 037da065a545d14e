-- file: 20260101000000_ts_storage_1_tablespace.up.sql
-- pgparcel: version=20260101000000 table=public.ts step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=4f49cabf to=8905cf0c plan=4ce871b44a538512
-- What:    moves public.ts_0 to tablespace clinic_archive
-- Locks:   ACCESS EXCLUSIVE on public.ts_0, while its files are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.ts_0
--          REWRITES_TABLE: public.ts_0
-- Undo:    .down.sql restores the layout and every row
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."ts_0" SET TABLESPACE "clinic_archive";

COMMIT;
