-- file: 20260101000000_lv_partitions_1_partitions.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.lv step=1/6 transaction=single phase=before-deploy
-- pgparcel: from=41ba02bf to=47d547e1 plan=ba8147052d26cab7
-- What:    takes back: adds partition public.lv_done, values (done)
-- Locks:   ACCESS EXCLUSIVE on public.lv, while rows leave the default partition; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.lv_done, short; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.lv_rest, while it is scanned; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.lv_2025, public.lv_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv, public.lv_done, public.lv_rest
-- Undo:    20260101000000_lv_partitions_1_partitions.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
--          require-concurrent-partition-detach: taken back inside one transaction, where
--            CONCURRENTLY cannot run
-- squawk-ignore-file ban-drop-table, require-concurrent-partition-detach
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Rows move between two partitions: nobody may look while they do.
LOCK TABLE ONLY "public"."lv" IN ACCESS EXCLUSIVE MODE;

ALTER TABLE "public"."lv" DETACH PARTITION "public"."lv_done";

-- 2. Changes nothing, but sessions that know these tables look at their bounds again.
DO $pgparcel$
DECLARE
  other pg_catalog.regclass;
BEGIN
  FOR other IN
    SELECT t.relid
      FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."lv_rest"')) AS t
        JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
      WHERE t.level > 0 AND c.relkind <> 'f'
  LOOP
    EXECUTE pg_catalog.format('ALTER TABLE %s RESET (pgparcel_nothing)', other);
  END LOOP;
END
$pgparcel$;

-- 3. Every column must be in the lists below, and every row must fit.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."lv"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, state text, at date, note text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.lv changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT FROM "public"."lv_done"
    WHERE (("at" IS NOT NULL AND "at" >= '2024-01-01'::date AND "at" < '2025-01-01'::date) OR ("at" IS NOT NULL AND "at" >= '2025-01-01'::date AND "at" < '2026-01-01'::date)) IS NOT TRUE)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.lv_done has rows that no partition of public.lv_rest takes; move or delete them first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Its rows go back to the default partition.
INSERT INTO "public"."lv_rest" ("id", "state", "at", "note")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "state", "at", "note" FROM "public"."lv_done";

DROP TABLE "public"."lv_done";

COMMIT;

-- file: 20260101000001_lv_partitions_2_detach.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.lv step=2/6 transaction=single phase=before-deploy
-- pgparcel: from=3b9acd49 to=41ba02bf plan=ba8147052d26cab7
-- What:    takes back: detaches partition public.lv_old without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.lv_old, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.lv_rest, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv_old
-- Undo:    20260101000001_lv_partitions_2_detach.up.sql runs again
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
      WHERE inhrelid = pg_catalog.to_regclass('"public"."lv_old"')
        AND inhparent = pg_catalog.to_regclass('"public"."lv_rest"') AND NOT inhdetachpending) THEN
    ALTER TABLE "public"."lv_rest"
      ATTACH PARTITION "public"."lv_old"
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
    WHERE conrelid = pg_catalog.to_regclass('"public"."lv_old"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
      AND conname ~ '_check[0-9]*$'
        AND pg_catalog.right(pg_catalog.pg_get_constraintdef(oid), pg_catalog.length(pg_catalog.pg_get_partition_constraintdef(conrelid))
                - pg_catalog.length(pg_catalog.pg_get_partition_constraintdef(pg_catalog.to_regclass('"public"."lv_rest"'))))
          = pg_catalog.right(
              pg_catalog.pg_get_partition_constraintdef(conrelid) || ')', pg_catalog.length(pg_catalog.pg_get_partition_constraintdef(conrelid))
                - pg_catalog.length(pg_catalog.pg_get_partition_constraintdef(pg_catalog.to_regclass('"public"."lv_rest"'))))
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."lv_old"', leftover);
  END LOOP;
END
$pgparcel$;

COMMIT;

-- file: 20260101000002_lv_partitions_3_partitions.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.lv step=3/6 transaction=single phase=before-deploy
-- pgparcel: from=09384f70 to=3b9acd49 plan=ba8147052d26cab7
-- What:    takes back: adds partition public.lv_spring, 2024-01-01 .. 2024-07-01
--          takes back: adds partition public.lv_autumn, 2024-07-01 .. 2025-01-01
-- Locks:   ACCESS EXCLUSIVE on public.lv_autumn, public.lv_rest, public.lv_spring, short; retried
--            10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv_autumn, public.lv_rest, public.lv_spring
-- Undo:    20260101000002_lv_partitions_3_partitions.up.sql runs again
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
LOCK TABLE ONLY "public"."lv_rest", "public"."lv_autumn" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."lv_autumn")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.lv_autumn has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."lv_rest" DETACH PARTITION "public"."lv_autumn";

DROP TABLE "public"."lv_autumn";

-- 3. No row may come between the look and the drop.
LOCK TABLE ONLY "public"."lv_rest", "public"."lv_spring" IN ACCESS EXCLUSIVE MODE;

-- 4. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."lv_spring")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.lv_spring has rows, which no other partition would take; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."lv_rest" DETACH PARTITION "public"."lv_spring";

DROP TABLE "public"."lv_spring";

COMMIT;

-- file: 20260101000003_lv_partitions_4_index.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.lv step=4/6 transaction=none phase=before-deploy
-- pgparcel: from=396d2d1b to=09384f70 plan=ba8147052d26cab7
-- What:    takes back: builds unique constraint lv_key of public.lv and its 3 partitions
--          takes back: builds index lv_note of public.lv and its 3 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.lv_2025, public.lv_new, while it is dropped
-- Hazards: none
-- Undo:    20260101000003_lv_partitions_4_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."lv_new_note_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."lv_2025_note_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."lv_new_state_at_id_key";

DROP INDEX CONCURRENTLY IF EXISTS "public"."lv_2025_state_at_id_key";

-- file: 20260101000004_lv_partitions_5_attach.down.sql
-- pgparcel: version=20260101000004 direction=down table=public.lv step=5/6 transaction=single phase=before-deploy
-- pgparcel: from=331e5c22 to=396d2d1b plan=ba8147052d26cab7
-- What:    takes back: creates unique constraint lv_key on public.lv and attaches the indexes of
--            its 3 partitions
--          takes back: creates index lv_note on public.lv and attaches the indexes of its 3
--            partitions
-- Locks:   ACCESS EXCLUSIVE on public.lv, public.lv_2025, public.lv_autumn and 4 more, short;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv, public.lv_2025, public.lv_autumn and 4 more
-- Undo:    20260101000004_lv_partitions_5_attach.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file ban-drop-constraint, require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."lv_note";

ALTER TABLE "public"."lv" DROP CONSTRAINT "lv_key";

COMMIT;

-- file: 20260101000005_lv_partitions_6_drop_index.down.sql
-- pgparcel: version=20260101000005 direction=down table=public.lv step=6/6 transaction=none phase=before-deploy
-- pgparcel: from=e4aafde8 to=331e5c22 plan=ba8147052d26cab7
-- What:    takes back: drops unique constraint lv_unique of public.lv and its 3 partitions
-- Locks:   ACCESS EXCLUSIVE on public.lv, public.lv_2025, public.lv_autumn and 4 more, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv, public.lv_2025, public.lv_autumn and 4 more
-- Undo:    20260101000005_lv_partitions_6_drop_index.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "lv_new_id_state_at_key" ON "public"."lv_new" USING btree (id, state, at);

CREATE UNIQUE INDEX CONCURRENTLY "lv_2025_id_state_at_key" ON "public"."lv_2025" USING btree (id, state, at);

DO $pgparcel$
BEGIN
  ALTER TABLE ONLY "public"."lv"
  ADD CONSTRAINT "lv_unique" UNIQUE (id, state, at);
  ALTER TABLE "public"."lv_new"
  ADD CONSTRAINT "lv_new_id_state_at_key" UNIQUE USING INDEX "lv_new_id_state_at_key";
  ALTER TABLE ONLY "public"."lv_rest"
  ADD CONSTRAINT "lv_rest_id_state_at_key" UNIQUE (id, state, at);
  ALTER TABLE "public"."lv_2025"
  ADD CONSTRAINT "lv_2025_id_state_at_key" UNIQUE USING INDEX "lv_2025_id_state_at_key";
  ALTER INDEX "public"."lv_rest_id_state_at_key" ATTACH PARTITION "public"."lv_2025_id_state_at_key";
  ALTER INDEX "public"."lv_unique" ATTACH PARTITION "public"."lv_rest_id_state_at_key";
  ALTER INDEX "public"."lv_unique" ATTACH PARTITION "public"."lv_new_id_state_at_key";
END
$pgparcel$;

-- 1. Partitions that came without it, since this file was made or right before.
DO $pgparcel$
DECLARE
  part record;
  fresh text;
BEGIN
  FOR part IN
    SELECT i.indexrelid::pg_catalog.regclass AS parent, h.inhrelid::pg_catalog.regclass AS child,
        c.relname, n.nspname, own.relname AS own
      FROM pg_catalog.pg_partition_tree('"public"."lv_unique"') AS t
        JOIN pg_catalog.pg_index AS i ON i.indexrelid = t.relid
        JOIN pg_catalog.pg_inherits AS h ON h.inhparent = i.indrelid AND NOT h.inhdetachpending
        JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN LATERAL (
          SELECT o.relname
                FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS o ON o.oid = x.indexrelid
                WHERE x.indrelid = h.inhrelid AND x.indisvalid AND NOT o.relispartition
                  AND x.indisunique = i.indisunique AND x.indisprimary = i.indisprimary
                  AND EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = x.indexrelid)
                    = EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = i.indexrelid)
                  AND pg_catalog.substring(pg_catalog.pg_get_indexdef(x.indexrelid), ' USING .*')
                    = pg_catalog.substring(pg_catalog.pg_get_indexdef(i.indexrelid), ' USING .*')
                ORDER BY x.indexrelid LIMIT 1) AS own ON true
      WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_inherits AS a
          JOIN pg_catalog.pg_index AS b ON b.indexrelid = a.inhrelid
          WHERE a.inhparent = i.indexrelid AND b.indrelid = h.inhrelid)
  LOOP
    fresh := part.own;
    IF fresh IS NULL THEN
      fresh := pg_catalog.left(part.relname, 40) || '_'
        || pg_catalog.left(pg_catalog.md5(part.relname || 'lv_unique'), 8) || '_key';
      EXECUTE pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I ', part.child, fresh)
        || (SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint
            WHERE conindid = part.parent);
    END IF;
    EXECUTE pg_catalog.format(
      'ALTER INDEX %s ATTACH PARTITION %I.%I', part.parent, part.nspname, fresh);
  END LOOP;
END
$pgparcel$;
