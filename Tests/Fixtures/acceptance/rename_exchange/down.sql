-- file: 20260101000000_x_partitions_1_adjust.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.x step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=df0fcd40 to=33af021f plan=f61cef6930a87480
-- What:    takes back: renames partition x_one to x_two
--          takes back: renames partition x_two to x_one
-- Locks:   ACCESS EXCLUSIVE on public.x_one, public.x_two, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.x_one, public.x_two
-- Undo:    20260101000000_x_partitions_1_adjust.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
-- squawk-ignore-file renaming-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."x_one" RENAME TO "x_two_new";

ALTER TABLE "public"."x_two" RENAME TO "x_one_new";

ALTER TABLE "public"."x_two_new" RENAME TO "x_two";

ALTER TABLE "public"."x_one_new" RENAME TO "x_one";

COMMIT;
