-- file: 20260101000000_d_partitions_1_detach.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.d step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=83ffc1fa to=3da4352b plan=3fc7b09d547d6a3c
-- What:    takes back: detaches partition public.d_2025 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.d_2025, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.d, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.d_2025
-- Undo:    20260101000000_d_partitions_1_detach.up.sql runs again
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
      WHERE inhrelid = pg_catalog.to_regclass('"public"."d_2025"')
        AND inhparent = pg_catalog.to_regclass('"public"."d"') AND NOT inhdetachpending) THEN
    ALTER TABLE "public"."d"
      ATTACH PARTITION "public"."d_2025"
      FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
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
    WHERE conrelid = pg_catalog.to_regclass('"public"."d_2025"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
      AND pg_catalog.pg_get_constraintdef(oid)
        = 'CHECK (' || pg_catalog.pg_get_partition_constraintdef(conrelid) || ')'
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."d_2025"', leftover);
  END LOOP;
END
$pgparcel$;

COMMIT;

-- file: 20260101000001_d_partitions_2_partitions.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.d step=2/3 transaction=single phase=before-deploy
-- pgparcel: from=4349441c to=83ffc1fa plan=3fc7b09d547d6a3c
-- What:    takes back: adds partition public.d_rest, the default
-- Locks:   ACCESS EXCLUSIVE on public.d, public.d_rest, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.d, public.d_rest
-- Undo:    20260101000001_d_partitions_2_partitions.up.sql runs again
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
LOCK TABLE ONLY "public"."d", "public"."d_rest" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."d_rest")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.d_rest has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."d" DETACH PARTITION "public"."d_rest";

DROP TABLE "public"."d_rest";

COMMIT;

-- file: 20260101000002_d_partitions_3_drop.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.d step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=ac166bec to=4349441c plan=3fc7b09d547d6a3c
-- What:    takes back: drops public.d_2025 with its rows
-- Locks:   ACCESS SHARE on public.d, short; retried 10 x 3s
-- Hazards: DELETES_DATA: the rows of what it drops
-- Undo:    20260101000002_d_partitions_3_drop.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: its rows are gone.
CREATE TABLE "public"."d_2025" (
  LIKE "public"."d" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION
);

ALTER TABLE "public"."d_2025"
  ADD CONSTRAINT "d_2025_pkey" PRIMARY KEY (id, at);

ALTER TABLE "public"."d_2025" OWNER TO "postgres";

COMMIT;
