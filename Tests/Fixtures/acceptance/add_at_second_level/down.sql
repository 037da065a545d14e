-- file: 20260101000000_v_partitions_1_partitions.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.v step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=d2dd8439 to=7d0940f1 plan=846714de48737d37
-- What:    takes back: adds partition public.v_eu_2, 2026-02-01 .. 2026-03-01
--          takes back: adds partition public.v_asia, values (jp, kr)
-- Locks:   ACCESS EXCLUSIVE on public.v, public.v_asia, public.v_asia_0 and 3 more, short; retried
--            10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.v, public.v_asia, public.v_asia_0 and 3 more
-- Undo:    20260101000000_v_partitions_1_partitions.up.sql runs again
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
LOCK TABLE ONLY "public"."v", "public"."v_asia" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."v_asia")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.v_asia has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."v" DETACH PARTITION "public"."v_asia";

DROP TABLE "public"."v_asia";

-- 3. No row may come between the look and the drop.
LOCK TABLE ONLY "public"."v_eu", "public"."v_eu_2" IN ACCESS EXCLUSIVE MODE;

-- 4. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."v_eu_2")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.v_eu_2 has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."v_eu" DETACH PARTITION "public"."v_eu_2";

DROP TABLE "public"."v_eu_2";

COMMIT;
