-- file: 20260101000000_m_partitions_1_partitions.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.m step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=173588b1 to=e13df85d plan=7bd0a6543f05e64a
-- What:    takes back: adds partition public.m_2026_02, 2026-02-01 .. 2026-03-01
--          takes back: adds partition public.m_2026_04, 2026-04-01 .. 2026-05-01
-- Locks:   ACCESS EXCLUSIVE on public.m, public.m_2026_02, public.m_2026_04, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.m, public.m_2026_02, public.m_2026_04
-- Undo:    20260101000000_m_partitions_1_partitions.up.sql runs again
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
LOCK TABLE ONLY "public"."m", "public"."m_2026_04" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."m_2026_04")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.m_2026_04 has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."m" DETACH PARTITION "public"."m_2026_04";

DROP TABLE "public"."m_2026_04";

-- 3. No row may come between the look and the drop.
LOCK TABLE ONLY "public"."m", "public"."m_2026_02" IN ACCESS EXCLUSIVE MODE;

-- 4. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."m_2026_02")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.m_2026_02 has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."m" DETACH PARTITION "public"."m_2026_02";

DROP TABLE "public"."m_2026_02";

COMMIT;
