-- file: 20260101000000_s_partitions_1_detach.up.sql
-- pgparcel: version=20260101000000 table=public.s step=1/1 transaction=none phase=before-deploy
-- pgparcel: from=dcc504fd to=42536684 plan=a5a8f0ac834ba559
-- What:    detaches partition public.s_a without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.s_a, public.s_a_1, public.s_a_rest, short
--          SHARE UPDATE EXCLUSIVE on public.s, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.s_a, public.s_a_1, public.s_a_rest
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."s" DETACH PARTITION "public"."s_a" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."s_a"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."s_a"', leftover);
  END LOOP;
END
$pgparcel$;
