-- file: 20260101000000_n_indexes_1_adjust.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.n step=1/5 transaction=single phase=before-deploy
-- pgparcel: from=da6f81a3 to=08b993b8 plan=421b8f84427b380c
-- What:    takes back: renames index n_at to n_at_old
--          takes back: renames index n_note to n_note_old
-- Locks:   SHARE UPDATE EXCLUSIVE on public.n_at_old, public.n_note_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    20260101000000_n_indexes_1_adjust.up.sql runs again
-- Squawk:  renaming-object: queries choose indexes, they do not name them
-- squawk-ignore-file renaming-object
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER INDEX "public"."n_note_old" RENAME TO "n_note";

ALTER INDEX "public"."n_at_old" RENAME TO "n_at";

COMMIT;

-- file: 20260101000001_n_indexes_2_detach.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.n step=2/5 transaction=single phase=before-deploy
-- pgparcel: from=1b4c7ab7 to=da6f81a3 plan=421b8f84427b380c
-- What:    takes back: detaches partition public.n_2024 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.n_2024, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.n, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n_2024
-- Undo:    20260101000001_n_indexes_2_detach.up.sql runs again
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
      WHERE inhrelid = pg_catalog.to_regclass('"public"."n_2024"')
        AND inhparent = pg_catalog.to_regclass('"public"."n"') AND NOT inhdetachpending) THEN
    ALTER TABLE "public"."n"
      ATTACH PARTITION "public"."n_2024"
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
    WHERE conrelid = pg_catalog.to_regclass('"public"."n_2024"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
      AND pg_catalog.pg_get_constraintdef(oid)
        = 'CHECK (' || pg_catalog.pg_get_partition_constraintdef(conrelid) || ')'
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."n_2024"', leftover);
  END LOOP;
END
$pgparcel$;

COMMIT;

-- file: 20260101000002_n_indexes_3_index.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.n step=3/5 transaction=none phase=before-deploy
-- pgparcel: from=42612694 to=1b4c7ab7 plan=421b8f84427b380c
-- What:    takes back: builds index n_at of public.n_2025
-- Locks:   SHARE UPDATE EXCLUSIVE on public.n_2025, while it is dropped
-- Hazards: none
-- Undo:    20260101000002_n_indexes_3_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."n_at";

-- file: 20260101000003_n_indexes_4_partitions.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.n step=4/5 transaction=single phase=before-deploy
-- pgparcel: from=168623d9 to=42612694 plan=421b8f84427b380c
-- What:    takes back: adds partition public.n_2026, 2026-01-01 .. 2027-01-01
-- Locks:   ACCESS EXCLUSIVE on public.n, public.n_2026, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n, public.n_2026
-- Undo:    20260101000003_n_indexes_4_partitions.up.sql runs again
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
LOCK TABLE ONLY "public"."n", "public"."n_2026" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."n_2026")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.n_2026 has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."n" DETACH PARTITION "public"."n_2026";

DROP TABLE "public"."n_2026";

COMMIT;

-- file: 20260101000004_n_indexes_5_drop.down.sql
-- pgparcel: version=20260101000004 direction=down table=public.n step=5/5 transaction=single phase=after-deploy
-- pgparcel: from=65a725f1 to=168623d9 plan=421b8f84427b380c
-- What:    takes back: drops public.n_2024 with its rows
-- Locks:   ACCESS SHARE on public.n, short; retried 10 x 3s
-- Hazards: DELETES_DATA: the rows of what it drops
-- Undo:    20260101000004_n_indexes_5_drop.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: its rows are gone.
CREATE TABLE "public"."n_2024" (
  LIKE "public"."n" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION
);

ALTER TABLE "public"."n_2024"
  ADD CONSTRAINT "n_2024_pkey" PRIMARY KEY (id, at);

CREATE INDEX "n_at_old" ON "public"."n_2024" USING btree (at);

CREATE INDEX "n_note_old" ON "public"."n_2024" USING btree (note);

ALTER TABLE "public"."n_2024" OWNER TO "postgres";

COMMIT;
