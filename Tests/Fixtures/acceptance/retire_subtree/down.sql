-- file: 20260101000000_s_partitions_1_detach.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.s step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=42536684 to=dcc504fd plan=a5a8f0ac834ba559
-- What:    takes back: detaches partition public.s_a without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.s_a, public.s_a_1, public.s_a_rest, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.s, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.s_a, public.s_a_1, public.s_a_rest
-- Undo:    20260101000000_s_partitions_1_detach.up.sql runs again
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
      WHERE inhrelid = pg_catalog.to_regclass('"public"."s_a"')
        AND inhparent = pg_catalog.to_regclass('"public"."s"') AND NOT inhdetachpending) THEN
    ALTER TABLE "public"."s"
      ATTACH PARTITION "public"."s_a"
      FOR VALUES IN ('a');
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
    WHERE conrelid = pg_catalog.to_regclass('"public"."s_a"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
      AND pg_catalog.pg_get_constraintdef(oid)
        = 'CHECK (' || pg_catalog.pg_get_partition_constraintdef(conrelid) || ')'
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."s_a"', leftover);
  END LOOP;
END
$pgparcel$;

COMMIT;
