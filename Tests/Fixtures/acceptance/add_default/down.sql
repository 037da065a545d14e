-- file: 20260101000000_d_partitions_1_partitions.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.d step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=a122ab76 to=1db73626 plan=390a916de81105bd
-- What:    takes back: adds partition public.d_rest, the default
-- Locks:   ACCESS EXCLUSIVE on public.d, public.d_rest, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.d, public.d_rest
-- Undo:    20260101000000_d_partitions_1_partitions.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
--          require-concurrent-partition-detach: taken back inside one transaction, where
--            CONCURRENTLY cannot run
-- squawk-ignore-file ban-drop-table, require-concurrent-partition-detach
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. No row may come between the look and the drop.
LOCK TABLE ONLY "public"."d", "public"."d_rest" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."d_rest")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.d_rest has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."d" DETACH PARTITION "public"."d_rest";

DROP TABLE "public"."d_rest";

COMMIT;
