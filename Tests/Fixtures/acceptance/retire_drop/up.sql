-- file: 20260101000000_k_partitions_1_detach.up.sql
-- pgparcel: version=20260101000000 table=public.k step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=bb5e7fcb to=c9491596 plan=8494b2248325bb9c
-- What:    detaches partition public.k_2024 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.k_2024, short
--          SHARE UPDATE EXCLUSIVE on public.k, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.k_2024
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."k" DETACH PARTITION "public"."k_2024" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."k_2024"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."k_2024"', leftover);
  END LOOP;
END
$pgparcel$;

-- file: 20260101000001_k_partitions_2_drop.up.sql
-- pgparcel: version=20260101000001 table=public.k step=2/2 transaction=single phase=after-deploy
-- pgparcel: from=c9491596 to=5d6c8dd4 plan=8494b2248325bb9c
-- What:    drops public.k_2024 with its rows
-- Locks:   ACCESS EXCLUSIVE on public.k_2024, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.k_2024
--          DELETES_DATA: the rows of public.k_2024
-- Undo:    .down.sql runs and loses the rows of what it drops
-- Squawk:  ban-drop-table: the header lists the loss as DELETES_DATA
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."k_2024";

COMMIT;
