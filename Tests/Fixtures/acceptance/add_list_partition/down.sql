-- file: 20260101000000_c_partitions_1_partitions.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.c step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=c65acaac to=bd19e5d6 plan=af57584f2e17c4dd
-- What:    takes back: adds partition public.c_odd, values (null, it's, no, NULL)
-- Locks:   ACCESS EXCLUSIVE on public.c, public.c_odd, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.c, public.c_odd
-- Undo:    20260101000000_c_partitions_1_partitions.up.sql runs again
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
LOCK TABLE ONLY "public"."c", "public"."c_odd" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."c_odd")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.c_odd has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."c" DETACH PARTITION "public"."c_odd";

DROP TABLE "public"."c_odd";

COMMIT;
