-- file: 20260101000000_z_storage_1_adjust.up.sql
-- pgparcel: version=20260101000000 table=public.z step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=d060d2a6 to=5860ac14 plan=e9e101808cd73835
-- What:    sets storage parameters of public.z_w
--          comments on public.z_w
--          sets storage parameters of public.z_x
--          comments on public.z_x
-- Locks:   SHARE UPDATE EXCLUSIVE on public.z_w, public.z_x, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."z_w" SET ("autovacuum_vacuum_scale_factor" = '0.02', "toast"."autovacuum_enabled" = 'off');

COMMENT ON TABLE "public"."z_w" IS 'new';

ALTER TABLE "public"."z_x" RESET ("fillfactor", "autovacuum_enabled"), SET ("fillfactor" = '80');

COMMENT ON TABLE "public"."z_x" IS 'it''s after';

COMMIT;
