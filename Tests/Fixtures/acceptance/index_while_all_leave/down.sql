-- file: 20260101000000_l_partitions_1_detach.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.l step=1/4 transaction=single phase=before-deploy
-- pgparcel: from=68704c41 to=96161a0d plan=09ea4db83af4841b
-- What:    takes back: detaches partition public.l_de_2025 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.l_de_2025, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.l_de, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.l_de_2025
-- Undo:    20260101000000_l_partitions_1_detach.up.sql runs again
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
      WHERE inhrelid = pg_catalog.to_regclass('"public"."l_de_2025"')
        AND inhparent = pg_catalog.to_regclass('"public"."l_de"') AND NOT inhdetachpending) THEN
    ALTER TABLE "public"."l_de"
      ATTACH PARTITION "public"."l_de_2025"
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
    WHERE conrelid = pg_catalog.to_regclass('"public"."l_de_2025"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
      AND pg_catalog.pg_get_constraintdef(oid)
        = 'CHECK (' || pg_catalog.pg_get_partition_constraintdef(conrelid) || ')'
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."l_de_2025"', leftover);
  END LOOP;
END
$pgparcel$;

COMMIT;

-- file: 20260101000001_l_partitions_2_attach.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.l step=2/4 transaction=single phase=before-deploy
-- pgparcel: from=d6d64c04 to=68704c41 plan=09ea4db83af4841b
-- What:    takes back: creates index l_id on public.l and attaches the indexes of its 1 partition
--          takes back: creates index l_de_at on public.l_de
-- Locks:   ACCESS EXCLUSIVE on public.l, public.l_de, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.l, public.l_de
-- Undo:    20260101000001_l_partitions_2_attach.up.sql runs again
-- Squawk:  require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."l_de_at";

DROP INDEX "public"."l_id";

COMMIT;

-- file: 20260101000002_l_partitions_3_replace.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.l step=3/4 transaction=none phase=before-deploy
-- pgparcel: from=b30ecb60 to=d6d64c04 plan=09ea4db83af4841b
-- What:    takes back: puts primary key l_pkey in the place of primary key l_pkey
-- Locks:   ACCESS EXCLUSIVE on public.l, public.l_de, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.l, public.l_de
-- Undo:    20260101000002_l_partitions_3_replace.up.sql runs again

DO $pgparcel$
BEGIN
  ALTER TABLE "public"."l" DROP CONSTRAINT "l_pkey";
  ALTER TABLE ONLY "public"."l"
  ADD CONSTRAINT "l_pkey" PRIMARY KEY (at, region, id);
  ALTER TABLE ONLY "public"."l_de"
  ADD CONSTRAINT "l_de_pkey" PRIMARY KEY (at, region, id);
  ALTER INDEX "public"."l_pkey" ATTACH PARTITION "public"."l_de_pkey";
END
$pgparcel$;

-- file: 20260101000003_l_partitions_4_partitions.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.l step=4/4 transaction=single phase=before-deploy
-- pgparcel: from=5a9e0b37 to=b30ecb60 plan=09ea4db83af4841b
-- What:    takes back: adds partition public.l_de_2026, 2026-01-01 .. 2027-01-01
-- Locks:   ACCESS EXCLUSIVE on public.l_de, public.l_de_2026, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.l_de, public.l_de_2026
-- Undo:    20260101000003_l_partitions_4_partitions.up.sql runs again
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
LOCK TABLE ONLY "public"."l_de", "public"."l_de_2026" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."l_de_2026")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.l_de_2026 has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."l_de" DETACH PARTITION "public"."l_de_2026";

DROP TABLE "public"."l_de_2026";

COMMIT;
