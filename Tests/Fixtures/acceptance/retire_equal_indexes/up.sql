-- file: 20260101000000_taps_partitions_1_detach.up.sql
-- pgparcel: version=20260101000000 table=public.taps step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=9fbf32f9 to=430a1f05 plan=16966627253186c9
-- What:    detaches partition public.taps_2 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.taps_2, public.taps_2_a, short
--          SHARE UPDATE EXCLUSIVE on public.taps, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.taps_2, public.taps_2_a
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."taps" DETACH PARTITION "public"."taps_2" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."taps_2"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."taps_2"', leftover);
  END LOOP;
END
$pgparcel$;

-- file: 20260101000001_taps_partitions_2_drop_index.up.sql
-- pgparcel: version=20260101000001 table=public.taps step=2/2 transaction=single phase=before-deploy
-- pgparcel: from=430a1f05 to=3d33e6f1 plan=16966627253186c9
-- What:    drops index taps_first of public.taps and its 1 partition
-- Locks:   ACCESS EXCLUSIVE on public.taps, public.taps_1, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.taps, public.taps_1
--          INDEX_DROPPED: taps_first
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."taps_first";

COMMIT;
