-- file: 20260101000000_r_partitions_1_adjust.up.sql
-- pgparcel: version=20260101000000 table=public.r step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=598c37fb to=41160c1e plan=68046021f1212af8
-- What:    renames partition r_p1 to r_2026_01
--          renames partition r_p2 to r_2026_02
-- Locks:   ACCESS EXCLUSIVE on public.r_p1, public.r_p2, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.r_p1, public.r_p2
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: the layout wants this name; queries through the partitioned table do not
--            notice
-- squawk-ignore-file renaming-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."r_p1" RENAME TO "r_2026_01";

ALTER TABLE "public"."r_p2" RENAME TO "r_2026_02";

COMMIT;
