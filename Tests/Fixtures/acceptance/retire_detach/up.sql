-- file: 20260101000000_h_partitions_1_detach.up.sql
-- pgparcel: version=20260101000000 table=public.h step=1/1 transaction=none phase=before-deploy
-- pgparcel: from=b7b50a20 to=c5ce8c3f plan=83d165906ec14d4b
-- What:    detaches partition public.h_2024 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.h_2024, short
--          SHARE UPDATE EXCLUSIVE on public.h, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.h_2024
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."h" DETACH PARTITION "public"."h_2024" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."h_2024"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."h_2024"', leftover);
  END LOOP;
END
$pgparcel$;
