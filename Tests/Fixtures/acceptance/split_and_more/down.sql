-- file: 20260101000000_stays_partitions_1_adjust.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.stays step=1/14 transaction=single phase=before-deploy
-- pgparcel: from=4535940d to=e3014fd1 plan=86849b267706d21a
-- What:    takes back: renames partition stays_04 to stays_april
--          takes back: comments on public.stays_april
-- Locks:   ACCESS EXCLUSIVE on public.stays_april, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays_april
-- Undo:    20260101000000_stays_partitions_1_adjust.up.sql runs again
-- Squawk:  renaming-table: the layout wants this name; queries through the partitioned table do not
--            notice
-- squawk-ignore-file renaming-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

COMMENT ON TABLE "public"."stays_april" IS NULL;

ALTER TABLE "public"."stays_april" RENAME TO "stays_04";

COMMIT;

-- file: 20260101000001_stays_partitions_2_index.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.stays step=2/14 transaction=none phase=before-deploy
-- pgparcel: from=cbd9aeeb to=4535940d plan=86849b267706d21a
-- What:    takes back: builds the new primary key stays_pkey of public.stays and its 5 partitions
--          takes back: builds index stays_ward of public.stays and its 5 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.stays_01, public.stays_02, public.stays_03_a,
--            public.stays_april, while it is dropped
-- Hazards: none
-- Undo:    20260101000001_stays_partitions_2_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."stays_01_ward_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."stays_03_a_ward_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."stays_april_ward_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."stays_02_ward_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."stays_01_pkey1";

DROP INDEX CONCURRENTLY IF EXISTS "public"."stays_03_a_pkey1";

DROP INDEX CONCURRENTLY IF EXISTS "public"."stays_april_pkey";

DROP INDEX CONCURRENTLY IF EXISTS "public"."stays_02_pkey1";

-- file: 20260101000002_stays_partitions_3_attach.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.stays step=3/14 transaction=single phase=before-deploy
-- pgparcel: from=3a00f339 to=cbd9aeeb plan=86849b267706d21a
-- What:    takes back: creates index stays_ward on public.stays and attaches the indexes of its 5
--            partitions
-- Locks:   ACCESS EXCLUSIVE on public.stays, public.stays_01, public.stays_02 and 3 more, short;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays, public.stays_01, public.stays_02 and 3
--            more
-- Undo:    20260101000002_stays_partitions_3_attach.up.sql runs again
-- Squawk:  require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."stays_ward";

COMMIT;

-- file: 20260101000003_stays_partitions_4_replace.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.stays step=4/14 transaction=none phase=before-deploy
-- pgparcel: from=0fcea8aa to=3a00f339 plan=86849b267706d21a
-- What:    takes back: puts primary key stays_pkey in the place of primary key stays_pkey
-- Locks:   ACCESS EXCLUSIVE on public.stays, public.stays_01, public.stays_02 and 3 more, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays, public.stays_01, public.stays_02 and 3
--            more
-- Undo:    20260101000003_stays_partitions_4_replace.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "stays_01_pkey" ON "public"."stays_01" USING btree (id, day, ward);

CREATE UNIQUE INDEX CONCURRENTLY "stays_03_a_pkey" ON "public"."stays_03_a" USING btree (id, day, ward);

CREATE UNIQUE INDEX CONCURRENTLY "stays_04_pkey" ON "public"."stays_april" USING btree (id, day, ward);

CREATE UNIQUE INDEX CONCURRENTLY "stays_02_pkey" ON "public"."stays_02" USING btree (id, day, ward);

DO $pgparcel$
BEGIN
  ALTER TABLE "public"."stays" DROP CONSTRAINT "stays_pkey";
  ALTER TABLE ONLY "public"."stays"
  ADD CONSTRAINT "stays_pkey" PRIMARY KEY (id, day, ward);
  ALTER TABLE "public"."stays_01"
  ADD CONSTRAINT "stays_01_pkey" PRIMARY KEY USING INDEX "stays_01_pkey";
  ALTER TABLE ONLY "public"."stays_03"
  ADD CONSTRAINT "stays_03_pkey" PRIMARY KEY (id, day, ward);
  ALTER TABLE "public"."stays_03_a"
  ADD CONSTRAINT "stays_03_a_pkey" PRIMARY KEY USING INDEX "stays_03_a_pkey";
  ALTER TABLE "public"."stays_april"
  ADD CONSTRAINT "stays_04_pkey" PRIMARY KEY USING INDEX "stays_04_pkey";
  ALTER TABLE "public"."stays_02"
  ADD CONSTRAINT "stays_02_pkey" PRIMARY KEY USING INDEX "stays_02_pkey";
  ALTER INDEX "public"."stays_pkey" ATTACH PARTITION "public"."stays_02_pkey";
  ALTER INDEX "public"."stays_pkey" ATTACH PARTITION "public"."stays_04_pkey";
  ALTER INDEX "public"."stays_03_pkey" ATTACH PARTITION "public"."stays_03_a_pkey";
  ALTER INDEX "public"."stays_pkey" ATTACH PARTITION "public"."stays_03_pkey";
  ALTER INDEX "public"."stays_pkey" ATTACH PARTITION "public"."stays_01_pkey";
END
$pgparcel$;

-- file: 20260101000004_stays_partitions_5_drop_index.down.sql
-- pgparcel: version=20260101000004 direction=down table=public.stays step=5/14 transaction=none phase=before-deploy
-- pgparcel: from=f550a6a4 to=0fcea8aa plan=86849b267706d21a
-- What:    takes back: drops index stays_note of public.stays and its 5 partitions
-- Locks:   ACCESS EXCLUSIVE on public.stays, public.stays_01, public.stays_02 and 3 more, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays, public.stays_01, public.stays_02 and 3
--            more
-- Undo:    20260101000004_stays_partitions_5_drop_index.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY "stays_01_note_idx" ON "public"."stays_01" USING btree (note);

CREATE INDEX CONCURRENTLY "stays_03_a_note_idx" ON "public"."stays_03_a" USING btree (note);

CREATE INDEX CONCURRENTLY "stays_04_note_idx" ON "public"."stays_april" USING btree (note);

CREATE INDEX CONCURRENTLY "stays_02_note_idx" ON "public"."stays_02" USING btree (note);

DO $pgparcel$
BEGIN
  CREATE INDEX "stays_note" ON ONLY "public"."stays" USING btree (note);
  CREATE INDEX "stays_03_note_idx" ON ONLY "public"."stays_03" USING btree (note);
  ALTER INDEX "public"."stays_note" ATTACH PARTITION "public"."stays_02_note_idx";
  ALTER INDEX "public"."stays_note" ATTACH PARTITION "public"."stays_04_note_idx";
  ALTER INDEX "public"."stays_03_note_idx" ATTACH PARTITION "public"."stays_03_a_note_idx";
  ALTER INDEX "public"."stays_note" ATTACH PARTITION "public"."stays_03_note_idx";
  ALTER INDEX "public"."stays_note" ATTACH PARTITION "public"."stays_01_note_idx";
END
$pgparcel$;

COMMENT ON INDEX "public"."stays_02_note_idx" IS 'goes and comes back with its partition';

-- file: 20260101000005_stays_partitions_6_build.down.sql
-- pgparcel: version=20260101000005 direction=down table=public.stays step=6/14 transaction=single phase=before-deploy
-- pgparcel: from=dfbe6a17 to=f550a6a4 plan=86849b267706d21a
-- What:    drops public.stays_aside with public.stays_02 and public.stays_02b
-- Locks:   ACCESS EXCLUSIVE on public.stays_aside, public.stays_02_new, public.stays_02b, which
--            nobody uses yet; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays_aside, public.stays_02_new,
--            public.stays_02b
-- Undo:    20260101000005_stays_partitions_6_build.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."stays_aside";

DELETE FROM pgparcel.conversions WHERE name = 'public_stays';

-- 1. Nothing of pgparcel stays that nobody uses.
DO $pgparcel$
BEGIN
  IF NOT EXISTS (SELECT FROM pgparcel.conversions) THEN
    DROP TABLE pgparcel.conversions;
  END IF;
  IF pg_catalog.obj_description(
    pg_catalog.to_regnamespace('pgparcel'), 'pg_namespace') = 'Made by a conversion of pgparcel, and dropped with the last one'
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE relnamespace = pg_catalog.to_regnamespace('pgparcel'))
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_proc
    WHERE pronamespace = pg_catalog.to_regnamespace('pgparcel'))
  THEN
    DROP SCHEMA pgparcel;
  END IF;
END
$pgparcel$;

COMMIT;

-- file: 20260101000006_stays_partitions_7_capture.down.sql
-- pgparcel: version=20260101000006 direction=down table=public.stays step=7/14 transaction=single phase=before-deploy
-- pgparcel: from=f1fcfa52 to=dfbe6a17 plan=86849b267706d21a
-- What:    stops logging what is written to public.stays_02 and drops the logs
-- Locks:   ACCESS EXCLUSIVE on public.stays_02, short; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays_02
-- Undo:    20260101000006_stays_partitions_7_capture.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
--          ban-drop-function: only the files of this conversion call it
-- squawk-ignore-file ban-drop-table, ban-drop-function
BEGIN;
SET LOCAL lock_timeout = '80ms';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. An autovacuum makes room after deadlock_timeout, which only some roles may lower.
DO $pgparcel$
BEGIN
  PERFORM pg_catalog.set_config('deadlock_timeout', '50ms', true);
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END
$pgparcel$;

-- 2. Triggers first: without its log a trigger fails.
LOCK TABLE "public"."stays_02" IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture" ON "public"."stays_02";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."stays_02";

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_capture_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_check_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_compare_forward"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_stays_catch_up_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_drain_forward"(integer);

DROP TABLE IF EXISTS "pgparcel"."public_stays_forward";

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_capture_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_check_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_compare_backward"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_stays_catch_up_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_drain_backward"(integer);

DROP TABLE IF EXISTS "pgparcel"."public_stays_backward";

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_guard"();

DROP FUNCTION IF EXISTS "pgparcel"."public_stays_purge"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_stays_copy"();

DROP TABLE IF EXISTS "pgparcel"."public_stays_ranges";

UPDATE pgparcel.conversions SET phase = 'built' WHERE name = 'public_stays';

COMMIT;

-- file: 20260101000007_stays_partitions_8_copy.down.sql
-- pgparcel: version=20260101000007 direction=down table=public.stays step=8/14 transaction=none phase=before-deploy
-- pgparcel: from=ea106e0f to=f1fcfa52 plan=86849b267706d21a
-- What:    empties public.stays_aside
-- Locks:   ACCESS EXCLUSIVE on public.stays_aside, public.stays_02_new, public.stays_02b, which
--            nobody uses yet
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays_aside, public.stays_02_new,
--            public.stays_02b
-- Undo:    20260101000007_stays_partitions_8_copy.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

-- 1. Nobody reads the copy yet.
TRUNCATE TABLE "public"."stays_aside";

TRUNCATE TABLE "pgparcel"."public_stays_ranges";

UPDATE pgparcel.conversions SET phase = 'armed' WHERE name = 'public_stays';

-- file: 20260101000008_stays_partitions_9_indexes.down.sql
-- pgparcel: version=20260101000008 direction=down table=public.stays step=9/14 transaction=none phase=before-deploy
-- pgparcel: from=05c88286 to=ea106e0f plan=86849b267706d21a
-- What:    drops these indexes and CHECK constraints
-- Locks:   ACCESS EXCLUSIVE on public.stays_aside, public.stays_02_new, public.stays_02b, which
--            nobody uses yet
--          ACCESS EXCLUSIVE on public.stays_02, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays_aside, public.stays_02_new,
--            public.stays_02b, public.stays_02
-- Undo:    20260101000008_stays_partitions_9_indexes.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-concurrent-index-deletion, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

ALTER TABLE "public"."stays_02" DROP CONSTRAINT IF EXISTS "stays_02_bound";

ALTER TABLE "public"."stays_02_new" DROP CONSTRAINT IF EXISTS "stays_02_bound";

ALTER TABLE "public"."stays_02b" DROP CONSTRAINT IF EXISTS "stays_02b_bound";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture" ON "public"."stays_02_new";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture" ON "public"."stays_02b";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."stays_02_new";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."stays_02b";

ALTER TABLE "public"."stays_aside" DROP CONSTRAINT IF EXISTS "stays_pkey_aside";

ALTER TABLE "public"."stays_02_new" DROP CONSTRAINT IF EXISTS "stays_02_pkey1_new";

DROP INDEX IF EXISTS "public"."stays_02_ward_idx_new";

ALTER TABLE "public"."stays_02b" DROP CONSTRAINT IF EXISTS "stays_02b_pkey";

DROP INDEX IF EXISTS "public"."stays_02b_ward_idx";

UPDATE pgparcel.conversions SET phase = 'copied' WHERE name = 'public_stays';

-- file: 20260101000009_stays_partitions_10_catch_up.down.sql
-- pgparcel: version=20260101000009 direction=down table=public.stays step=10/14 transaction=none phase=before-deploy
-- pgparcel: from=50f121f5 to=05c88286 plan=86849b267706d21a
-- What:    changes no row
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000009_stays_partitions_10_catch_up.up.sql runs again

UPDATE pgparcel.conversions SET phase = 'indexed' WHERE name = 'public_stays';

-- file: 20260101000010_stays_partitions_11_swap.down.sql
-- pgparcel: version=20260101000010 direction=down table=public.stays step=11/14 transaction=single phase=before-deploy
-- pgparcel: from=6cc2ba09 to=50f121f5 plan=86849b267706d21a catch-up=pgparcel.public_stays_catch_up_backward
-- What:    brings what was written since into public.stays_02 and puts them back in their place
--          keeps the new partitions in public.stays_aside and logs what they miss from now on
-- Locks:   ACCESS EXCLUSIVE on public.stays, public.stays_02, public.stays_02b, milliseconds;
--            retried 30 x 80ms
--          ACCESS EXCLUSIVE on public.stays_aside, public.stays_02_old, which nobody uses yet;
--            retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays, public.stays_02, public.stays_02b,
--            public.stays_aside, public.stays_02_old
-- Undo:    20260101000010_stays_partitions_11_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          require-concurrent-partition-detach: partitions are exchanged inside one transaction,
--            where CONCURRENTLY cannot run
-- squawk-ignore-file renaming-table, renaming-object, require-concurrent-partition-detach
BEGIN;
SET LOCAL lock_timeout = '80ms';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. An autovacuum makes room after deadlock_timeout, which only some roles may lower.
DO $pgparcel$
BEGIN
  PERFORM pg_catalog.set_config('deadlock_timeout', '50ms', true);
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END
$pgparcel$;

-- 2. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.stays is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_stays' AND phase IN ('swapped'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.stays is not swapped; run its files in their order';
  END IF;
  IF (EXISTS (
    SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."stays_02_old"'))) AS p (oid)
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = p.oid AND inhparent = pg_catalog.to_regclass('"public"."stays_aside"')))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.stays_aside changed since this file was generated: public.stays_02_old is expected; run the files in their order, or take that change back';
  END IF;
END
$pgparcel$;

-- 3. An old snapshot would miss what the last drain brings.
DO $pgparcel$
DECLARE
  holders text;
BEGIN
  IF COALESCE(pg_catalog.current_setting('pgparcel.snapshots', true), '') = 'ignore' THEN
    RETURN;
  END IF;
  -- Sessions of others are hidden otherwise, and with them their snapshots.
  IF NOT pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE') THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE =
      'pgparcel: ' || current_user || ' may not see the snapshots of other sessions',
      HINT = 'GRANT pg_read_all_stats to it, or go on without a look at them: '
        || 'PGOPTIONS=''-c pgparcel.snapshots=ignore'' pgparcel apply';
  END IF;
  SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', 'pid', pid, application_name), ', ')
    INTO holders
    FROM pg_catalog.pg_stat_activity
    WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
      AND backend_type = 'client backend' AND backend_xmin IS NOT NULL
      AND (state LIKE 'idle in transaction%'
        OR xact_start < pg_catalog.clock_timestamp() - INTERVAL '1 second');
  IF holders IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
      'pgparcel: transactions with an old snapshot are open: ' || holders,
      HINT = 'Run it again when they have ended, or all the same with '
        || 'PGOPTIONS=''-c pgparcel.snapshots=ignore'' pgparcel apply';
  END IF;
END
$pgparcel$;

-- 4. No copy and no drain is under way.
SELECT pg_catalog.pg_advisory_xact_lock(305537691116812745);

-- 5. Asked again: who was waited for may have done the same.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.stays is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_stays' AND phase IN ('swapped'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.stays is not swapped; run its files in their order';
  END IF;
END
$pgparcel$;

-- 6. One lock, the strongest at once: nobody reads or writes until COMMIT.
LOCK TABLE ONLY "public"."stays" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."stays_02" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."stays_02b" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."stays_aside" IN ACCESS EXCLUSIVE MODE;

-- 7. Nothing has changed but rows, and the last of them come over.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."stays"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, day date, ward text, note text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.stays changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."stays_02"')), (pg_catalog.to_regclass('"public"."stays_02b"'))) AS p (oid)
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = p.oid AND inhparent = pg_catalog.to_regclass('"public"."stays"')))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.stays changed since this file was generated: public.stays_02 and public.stays_02b is expected; run the files in their order, or take that change back';
  END IF;
  IF (EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."stays_02"') AND contype IN ('c', 'f', 'x') AND conparentid = 0
      AND coninhcount = 0 AND conname <> 'stays_02_bound'
    UNION ALL
    SELECT FROM pg_catalog.pg_trigger
    WHERE tgrelid = pg_catalog.to_regclass('"public"."stays_02"') AND NOT tgisinternal AND tgparentid = 0
      AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_'
    UNION ALL
    SELECT FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."stays_02"'))
  OR (SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
        FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
        WHERE i.indrelid = pg_catalog.to_regclass('"public"."stays_02"') AND NOT c.relispartition)
    IS DISTINCT FROM
    NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.stays_02 changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."stays_02b"') AND contype IN ('c', 'f', 'x') AND conparentid = 0
      AND coninhcount = 0 AND conname <> 'stays_02b_bound'
    UNION ALL
    SELECT FROM pg_catalog.pg_trigger
    WHERE tgrelid = pg_catalog.to_regclass('"public"."stays_02b"') AND NOT tgisinternal AND tgparentid = 0
      AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_'
    UNION ALL
    SELECT FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."stays_02b"'))
  OR (SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
        FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
        WHERE i.indrelid = pg_catalog.to_regclass('"public"."stays_02b"') AND NOT c.relispartition)
    IS DISTINCT FROM
    NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.stays_02b changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
            (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
               FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                 LEFT JOIN pg_catalog.pg_attribute AS a
                   ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
            pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                      WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                        AND p.conrelid = i.indrelid)
          FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
          WHERE i.indrelid = pg_catalog.to_regclass('"public"."stays"')
    EXCEPT
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
            (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
               FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                 LEFT JOIN pg_catalog.pg_attribute AS a
                   ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
            pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                      WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                        AND p.conrelid = i.indrelid)
          FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
          WHERE i.indrelid = pg_catalog.to_regclass('"public"."stays_02_old"') AND i.indisvalid)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.stays_02_old lacks an index that public.stays has, so that attaching would build it under the lock; indexes changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.count(*) FROM (
    SELECT FROM "pgparcel"."public_stays_backward" LIMIT 501) AS l) > 500
  OR EXISTS (SELECT FROM "pgparcel"."public_stays_backward" WHERE "pgparcel_op" = 't')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
      'pgparcel: too much is logged to be brought over under the lock; run CALL pgparcel.public_stays_catch_up_backward() and then this file again';
  END IF;
  PERFORM "pgparcel"."public_stays_drain_backward"();
  IF (EXISTS (SELECT FROM "pgparcel"."public_stays_backward")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the log of public.stays_02 and public.stays_02b is not empty under the lock';
  END IF;
END
$pgparcel$;

DROP TRIGGER "zzz_pgparcel_guard" ON "public"."stays_aside";

DROP TRIGGER "zzz_pgparcel_guard" ON "public"."stays_02_old";

-- 8. Both sets leave their parents.
ALTER TABLE "public"."stays" DETACH PARTITION "public"."stays_02";

ALTER TABLE "public"."stays" DETACH PARTITION "public"."stays_02b";

ALTER TABLE "public"."stays_aside" DETACH PARTITION "public"."stays_02_old";

-- 9. The names change hands.
ALTER TABLE "public"."stays_02" RENAME TO "stays_02_new";

ALTER INDEX "public"."stays_02_pkey1" RENAME TO "stays_02_pkey1_new";

ALTER INDEX "public"."stays_02_ward_idx" RENAME TO "stays_02_ward_idx_new";

ALTER TABLE "public"."stays_02_old" RENAME TO "stays_02";

ALTER INDEX "public"."stays_02_pkey1_old" RENAME TO "stays_02_pkey1";

ALTER INDEX "public"."stays_02_ward_idx_old" RENAME TO "stays_02_ward_idx";

-- 10. The bounds are proven.
ALTER TABLE "public"."stays"
  ATTACH PARTITION "public"."stays_02"
  FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');

ALTER TABLE "public"."stays_aside"
  ATTACH PARTITION "public"."stays_02_new"
  FOR VALUES FROM ('2026-02-01') TO ('2026-02-15');

ALTER TABLE "public"."stays_aside"
  ATTACH PARTITION "public"."stays_02b"
  FOR VALUES FROM ('2026-02-15') TO ('2026-03-01');

-- 11. Writes are logged for another swap, which then needs no second copy.
CREATE OR REPLACE FUNCTION "pgparcel"."public_stays_capture_backward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN RETURN NULL; END
$pgparcel$;

CREATE OR REPLACE FUNCTION "pgparcel"."public_stays_capture_forward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO "pgparcel"."public_stays_forward" ("pgparcel_op") VALUES ('t');
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO "pgparcel"."public_stays_forward" ("pgparcel_op", "id", "day", "ward")
    VALUES ('k', OLD."id", OLD."day", OLD."ward");
  END IF;
  -- By stored bytes: needs no operator of the columns' types, which may lie in any schema.
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE'
      AND NOT (ROW(OLD."id", OLD."day", OLD."ward")::record OPERATOR(pg_catalog.*=) ROW(NEW."id", NEW."day", NEW."ward")::record)) THEN
    INSERT INTO "pgparcel"."public_stays_forward" ("pgparcel_op", "id", "day", "ward")
    VALUES ('k', NEW."id", NEW."day", NEW."ward");
  END IF;
  RETURN NULL;
END
$pgparcel$;

UPDATE pgparcel.conversions SET phase = 'checked', swapped_at = NULL WHERE name = 'public_stays';

COMMIT;

-- file: 20260101000011_stays_partitions_12_settle.down.sql
-- pgparcel: version=20260101000011 direction=down table=public.stays step=12/14 transaction=none phase=before-deploy
-- pgparcel: from=8d8823b0 to=6cc2ba09 plan=86849b267706d21a
-- What:    proves again what ATTACH would read the rows for on the way back
-- Locks:   ACCESS EXCLUSIVE on public.stays_02, public.stays_02b, short, then SHARE UPDATE
--            EXCLUSIVE
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays_02, public.stays_02b
-- Undo:    20260101000011_stays_partitions_12_settle.up.sql runs again
-- Squawk:  ban-drop-constraint: this file adds it anew, to the table that it is for
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."stays_02" DROP CONSTRAINT IF EXISTS "stays_02_bound";

ALTER TABLE "public"."stays_02"
  ADD CONSTRAINT "stays_02_bound" CHECK ("day" IS NOT NULL AND "day" >= '2026-02-01'::date AND "day" < '2026-02-15'::date) NOT VALID;

ALTER TABLE "public"."stays_02" VALIDATE CONSTRAINT "stays_02_bound";

ALTER TABLE "public"."stays_02b" DROP CONSTRAINT IF EXISTS "stays_02b_bound";

ALTER TABLE "public"."stays_02b"
  ADD CONSTRAINT "stays_02b_bound" CHECK ("day" IS NOT NULL AND "day" >= '2026-02-15'::date AND "day" < '2026-03-01'::date) NOT VALID;

ALTER TABLE "public"."stays_02b" VALIDATE CONSTRAINT "stays_02b_bound";

UPDATE pgparcel.conversions SET phase = 'swapped', swapped_at = pg_catalog.now() WHERE name = 'public_stays';

-- file: 20260101000012_stays_partitions_13_partitions.down.sql
-- pgparcel: version=20260101000012 direction=down table=public.stays step=13/14 transaction=single phase=before-deploy
-- pgparcel: from=69fb9f27 to=8d8823b0 plan=86849b267706d21a
-- What:    takes back: adds partition public.stays_03_b, values (B)
-- Locks:   ACCESS EXCLUSIVE on public.stays_03, public.stays_03_b, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays_03, public.stays_03_b
-- Undo:    20260101000012_stays_partitions_13_partitions.up.sql runs again
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
LOCK TABLE ONLY "public"."stays_03", "public"."stays_03_b" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."stays_03_b")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.stays_03_b has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."stays_03" DETACH PARTITION "public"."stays_03_b";

DROP TABLE "public"."stays_03_b";

COMMIT;

-- file: 20260101000013_stays_partitions_14_finish.down.sql
-- pgparcel: version=20260101000013 direction=down table=public.stays step=14/14 transaction=none phase=after-deploy
-- pgparcel: from=aa630072 to=69fb9f27 plan=86849b267706d21a
-- What:    refuses: the old partitions are gone, and with them the way back
-- Locks:   none
-- Hazards: IRREVERSIBLE: public.stays_aside was dropped; generate again with another layout to
--            change public.stays
-- Undo:    this file refuses and changes nothing

-- 1. There is no way back.
DO $pgparcel$
BEGIN
  RAISE EXCEPTION USING MESSAGE = 'there is no way back: public.stays_aside was dropped; generate again with another layout to change public.stays';
END
$pgparcel$;
