-- file: 20260101000000_visits_partitions_1_adjust.up.sql
-- pgparcel: version=20260101000000 table=public.visits step=1/4 transaction=single phase=before-deploy
-- pgparcel: from=2ca4481b to=290d7fb7 plan=e64090e4b700c556
-- What:    comments on public.visits_02
-- Locks:   SHARE UPDATE EXCLUSIVE on public.visits_02, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

COMMENT ON TABLE "public"."visits_02" IS 'February and March';

COMMIT;

-- file: 20260101000001_visits_partitions_2_prepare.up.sql
-- pgparcel: version=20260101000001 table=public.visits step=2/4 transaction=none phase=before-deploy
-- pgparcel: from=290d7fb7 to=769cea9a plan=e64090e4b700c556
-- What:    proves that public.visits_02 holds no row outside of 2026-02-01 .. 2026-04-01
--          refuses rows outside of that from then on
-- Locks:   ACCESS EXCLUSIVE on public.visits_02, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: CORRECTNESS: rows of public.visits_02 outside of 2026-02-01 .. 2026-04-01 are refused
--            from then on
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: this file adds it anew, to the table that it is for
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-lock-timeout, require-statement-timeout

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (EXISTS (
    SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."visits_02"'))) AS p (oid)
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = p.oid AND inhparent = pg_catalog.to_regclass('"public"."visits"')))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits changed since this file was generated: public.visits_02 is expected; run the files in their order, or take that change back';
  END IF;
END
$pgparcel$;

-- 2. No row is left without a partition.
DO $pgparcel$
DECLARE
  outside bigint;
BEGIN
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  SELECT pg_catalog.count(*) INTO outside FROM "public"."visits_02" WHERE ("day" IS NOT NULL AND "day" >= '2026-02-01'::date AND "day" < '2026-04-01'::date) IS NOT TRUE;
  IF outside > 0 THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'pgparcel: ' || outside
      || ' rows of public.visits_02 lie outside of 2026-02-01 .. 2026-04-01, and no other partition takes them; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."visits_02" DROP CONSTRAINT IF EXISTS "visits_02_bound";

-- 3. What ATTACH would otherwise read every row for.
ALTER TABLE "public"."visits_02"
  ADD CONSTRAINT "visits_02_bound" CHECK ("day" IS NOT NULL AND "day" >= '2026-02-01'::date AND "day" < '2026-04-01'::date) NOT VALID;

ALTER TABLE "public"."visits_02" VALIDATE CONSTRAINT "visits_02_bound";

-- file: 20260101000002_visits_partitions_3_rebound.up.sql
-- pgparcel: version=20260101000002 table=public.visits step=3/4 transaction=single phase=before-deploy
-- pgparcel: from=769cea9a to=63c274af plan=e64090e4b700c556
-- What:    gives public.visits_02 the bound 2026-02-01 .. 2026-04-01 in place of 2026-02-01 ..
--            2026-03-01
-- Locks:   ACCESS EXCLUSIVE on public.visits, public.visits_02, public.patients, milliseconds;
--            retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits, public.visits_02, public.patients
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-partition-detach: partitions are exchanged inside one transaction,
--            where CONCURRENTLY cannot run
-- squawk-ignore-file require-concurrent-partition-detach
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

-- 2. One lock, the strongest at once: nobody reads or writes until COMMIT.
LOCK TABLE ONLY "public"."visits" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."visits_02" IN ACCESS EXCLUSIVE MODE;

ALTER TABLE "public"."visits" DETACH PARTITION "public"."visits_02";

ALTER TABLE "public"."visits"
  ATTACH PARTITION "public"."visits_02"
  FOR VALUES FROM ('2026-02-01') TO ('2026-04-01');

COMMIT;

-- file: 20260101000003_visits_partitions_4_settle.up.sql
-- pgparcel: version=20260101000003 table=public.visits step=4/4 transaction=single phase=before-deploy
-- pgparcel: from=63c274af to=d0ec3bf0 plan=e64090e4b700c556
-- What:    drops the CHECK constraint of public.visits_02, whose bound says the same now
-- Locks:   ACCESS EXCLUSIVE on public.visits_02, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits_02
-- Undo:    .down.sql restores the layout; it refuses while public.visits_02 has rows outside of
--            2026-02-01 .. 2026-03-01
-- Squawk:  ban-drop-constraint: what it guarantees is part of the table by now
-- squawk-ignore-file ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."visits_02" DROP CONSTRAINT IF EXISTS "visits_02_bound";

COMMIT;
