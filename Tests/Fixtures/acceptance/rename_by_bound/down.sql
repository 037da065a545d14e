-- file: 20260101000000_r_partitions_1_adjust.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.r step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=41160c1e to=598c37fb plan=68046021f1212af8
-- What:    takes back: renames partition r_p1 to r_2026_01
--          takes back: renames partition r_p2 to r_2026_02
-- Locks:   ACCESS EXCLUSIVE on public.r_2026_01, public.r_2026_02, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.r_2026_01, public.r_2026_02
-- Undo:    20260101000000_r_partitions_1_adjust.up.sql runs again
-- Squawk:  renaming-table: the layout wants this name; queries through the partitioned table do not
--            notice
-- squawk-ignore-file renaming-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."r_2026_02" RENAME TO "r_p2";

ALTER TABLE "public"."r_2026_01" RENAME TO "r_p1";

COMMIT;
