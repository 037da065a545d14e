-- file: 20260101000000_h_partitions_1_detach.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.h step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=c5ce8c3f to=b7b50a20 plan=83d165906ec14d4b
-- What:    takes back: detaches partition public.h_2024 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.h_2024, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.h, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.h_2024
-- Undo:    20260101000000_h_partitions_1_detach.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Where the file stopped before it, the partition is still there.
DO $pgparcel$
BEGIN
  IF NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = pg_catalog.to_regclass('"public"."h_2024"')
        AND inhparent = pg_catalog.to_regclass('"public"."h"') AND NOT inhdetachpending) THEN
    ALTER TABLE "public"."h"
      ATTACH PARTITION "public"."h_2024"
      FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  END IF;
END
$pgparcel$;

-- 2. A CHECK that says what the bound says, left behind by the detach.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."h_2024"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
      AND pg_catalog.pg_get_constraintdef(oid)
        = 'CHECK (' || pg_catalog.pg_get_partition_constraintdef(conrelid) || ')'
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."h_2024"', leftover);
  END LOOP;
END
$pgparcel$;

COMMIT;
