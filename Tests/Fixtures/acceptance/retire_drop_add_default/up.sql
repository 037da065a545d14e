-- file: 20260101000000_d_partitions_1_detach.up.sql
-- pgparcel: version=20260101000000 table=public.d step=1/3 transaction=none phase=before-deploy
-- pgparcel: from=3da4352b to=83ffc1fa plan=3fc7b09d547d6a3c
-- What:    detaches partition public.d_2025 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.d_2025, short
--          SHARE UPDATE EXCLUSIVE on public.d, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.d_2025
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."d" DETACH PARTITION "public"."d_2025" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."d_2025"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."d_2025"', leftover);
  END LOOP;
END
$pgparcel$;

-- file: 20260101000001_d_partitions_2_partitions.up.sql
-- pgparcel: version=20260101000001 table=public.d step=2/3 transaction=single phase=before-deploy
-- pgparcel: from=83ffc1fa to=4349441c plan=3fc7b09d547d6a3c
-- What:    adds partition public.d_rest, the default
-- Locks:   SHARE UPDATE EXCLUSIVE on public.d, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout; it refuses while a partition that it drops has rows
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Built beside the table, with the bound as CHECK: ATTACH then scans nothing.
CREATE TABLE "public"."d_rest" (
  LIKE "public"."d" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION
);

ALTER TABLE "public"."d_rest"
  ADD CONSTRAINT "d_rest_pkey" PRIMARY KEY (id, at);

ALTER TABLE "public"."d_rest" OWNER TO "postgres";

ALTER TABLE "public"."d"
  ATTACH PARTITION "public"."d_rest"
  DEFAULT;

COMMIT;

-- file: 20260101000002_d_partitions_3_drop.up.sql
-- pgparcel: version=20260101000002 table=public.d step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=4349441c to=ac166bec plan=3fc7b09d547d6a3c
-- What:    drops public.d_2025 with its rows
-- Locks:   ACCESS EXCLUSIVE on public.d_2025, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.d_2025
--          DELETES_DATA: the rows of public.d_2025
-- Undo:    .down.sql runs and loses the rows of what it drops
-- Squawk:  ban-drop-table: the header lists the loss as DELETES_DATA
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."d_2025";

COMMIT;
