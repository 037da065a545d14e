-- file: 20260101000000_z_storage_1_adjust.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.z step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=5860ac14 to=d060d2a6 plan=e9e101808cd73835
-- What:    takes back: sets storage parameters of public.z_w
--          takes back: comments on public.z_w
--          takes back: sets storage parameters of public.z_x
--          takes back: comments on public.z_x
-- Locks:   SHARE UPDATE EXCLUSIVE on public.z_w, public.z_x, short; retried 10 x 3s
-- Hazards: none
-- Undo:    20260101000000_z_storage_1_adjust.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

COMMENT ON TABLE "public"."z_x" IS 'before';

ALTER TABLE "public"."z_x" RESET ("fillfactor"), SET ("fillfactor" = '70', "autovacuum_enabled" = 'off');

COMMENT ON TABLE "public"."z_w" IS NULL;

ALTER TABLE "public"."z_w" RESET ("autovacuum_vacuum_scale_factor", "toast"."autovacuum_enabled");

COMMIT;
