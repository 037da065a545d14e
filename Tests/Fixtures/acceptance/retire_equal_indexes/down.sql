-- file: 20260101000000_taps_partitions_1_detach.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.taps step=1/2 transaction=single phase=before-deploy
-- pgparcel: from=430a1f05 to=9fbf32f9 plan=16966627253186c9
-- What:    takes back: detaches partition public.taps_2 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.taps_2, public.taps_2_a, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.taps, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.taps_2, public.taps_2_a
-- Undo:    20260101000000_taps_partitions_1_detach.up.sql runs again
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
      WHERE inhrelid = pg_catalog.to_regclass('"public"."taps_2"')
        AND inhparent = pg_catalog.to_regclass('"public"."taps"') AND NOT inhdetachpending) THEN
    ALTER TABLE "public"."taps"
      ATTACH PARTITION "public"."taps_2"
      FOR VALUES FROM ('100') TO ('200');
  END IF;
END
$pgparcel$;

-- 2. Of indexes that are alike, each is to have the name that it had in its place.
DO $pgparcel$
DECLARE
  part record;
  other pg_catalog.name;
BEGIN
  FOR part IN
    SELECT *
      FROM (VALUES
        (0, '"public"."taps_first"', '"public"."taps_2"', 'public',
            'taps_2_ward_idx', 'taps_2_ward_idx_new'),
        (1, '"public"."taps_second"', '"public"."taps_2"', 'public',
            'taps_2_ward_idx1', 'taps_2_ward_idx1_new'),
        (2, '"public"."taps_2_ward_idx"', '"public"."taps_2_a"', 'public',
            'taps_2_a_ward_idx', 'taps_2_a_ward_idx_new'),
        (3, '"public"."taps_2_ward_idx1"', '"public"."taps_2_a"', 'public',
            'taps_2_a_ward_idx1', 'taps_2_a_ward_idx1_new')
      ) AS p (number, parent, relation, namespace, name, passing)
      ORDER BY number
  LOOP
    SELECT c.relname INTO other
      FROM pg_catalog.pg_inherits AS h
        JOIN pg_catalog.pg_index AS i ON i.indexrelid = h.inhrelid
        JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
      WHERE h.inhparent = pg_catalog.to_regclass(part.parent)
        AND i.indrelid = pg_catalog.to_regclass(part.relation);
    IF other <> part.name AND pg_catalog.to_regclass(
        pg_catalog.format('%I.%I', part.namespace, part.name)) IS NOT NULL THEN
      EXECUTE pg_catalog.format(
        'ALTER INDEX %I.%I RENAME TO %I', part.namespace, part.name, part.passing);
      EXECUTE pg_catalog.format(
        'ALTER INDEX %I.%I RENAME TO %I', part.namespace, other, part.name);
      EXECUTE pg_catalog.format(
        'ALTER INDEX %I.%I RENAME TO %I', part.namespace, part.passing, other);
    END IF;
  END LOOP;
END
$pgparcel$;

-- 3. A CHECK that says what the bound says, left behind by the detach.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."taps_2"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
      AND pg_catalog.pg_get_constraintdef(oid)
        = 'CHECK (' || pg_catalog.pg_get_partition_constraintdef(conrelid) || ')'
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."taps_2"', leftover);
  END LOOP;
END
$pgparcel$;

COMMIT;

-- file: 20260101000001_taps_partitions_2_drop_index.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.taps step=2/2 transaction=none phase=before-deploy
-- pgparcel: from=3d33e6f1 to=430a1f05 plan=16966627253186c9
-- What:    takes back: drops index taps_first of public.taps and its 1 partition
-- Locks:   ACCESS EXCLUSIVE on public.taps, public.taps_1, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.taps, public.taps_1
-- Undo:    20260101000001_taps_partitions_2_drop_index.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY "taps_1_ward_idx" ON "public"."taps_1" USING btree (ward);

DO $pgparcel$
BEGIN
  CREATE INDEX "taps_first" ON ONLY "public"."taps" USING btree (ward);
  ALTER INDEX "public"."taps_first" ATTACH PARTITION "public"."taps_1_ward_idx";
END
$pgparcel$;
