-- file: 20260101000000_visits_partitions_1_adjust.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.visits step=1/4 transaction=single phase=before-deploy
-- pgparcel: from=290d7fb7 to=2ca4481b plan=e64090e4b700c556
-- What:    takes back: comments on public.visits_02
-- Locks:   SHARE UPDATE EXCLUSIVE on public.visits_02, short; retried 10 x 3s
-- Hazards: none
-- Undo:    20260101000000_visits_partitions_1_adjust.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

COMMENT ON TABLE "public"."visits_02" IS 'February';

COMMIT;

-- file: 20260101000001_visits_partitions_2_prepare.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.visits step=2/4 transaction=none phase=before-deploy
-- pgparcel: from=769cea9a to=290d7fb7 plan=e64090e4b700c556
-- What:    lets public.visits_02 take all rows of its bound again
-- Locks:   ACCESS EXCLUSIVE on public.visits_02, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits_02
-- Undo:    20260101000001_visits_partitions_2_prepare.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."visits_02" DROP CONSTRAINT IF EXISTS "visits_02_bound";

-- file: 20260101000002_visits_partitions_3_rebound.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.visits step=3/4 transaction=single phase=before-deploy
-- pgparcel: from=63c274af to=769cea9a plan=e64090e4b700c556
-- What:    gives public.visits_02 the bound 2026-02-01 .. 2026-03-01 again
-- Locks:   ACCESS EXCLUSIVE on public.visits, public.visits_02, public.patients, milliseconds;
--            retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits, public.visits_02, public.patients
-- Undo:    20260101000002_visits_partitions_3_rebound.up.sql runs again
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
  FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');

COMMIT;

-- file: 20260101000003_visits_partitions_4_settle.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.visits step=4/4 transaction=none phase=before-deploy
-- pgparcel: from=d0ec3bf0 to=63c274af plan=e64090e4b700c556
-- What:    proves that public.visits_02 holds no row outside of 2026-02-01 .. 2026-03-01
--          refuses rows outside of that from then on
-- Locks:   ACCESS EXCLUSIVE on public.visits_02, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits_02
-- Undo:    20260101000003_visits_partitions_4_settle.up.sql runs again
-- Squawk:  ban-drop-constraint: this file adds it anew, to the table that it is for
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-lock-timeout, require-statement-timeout

-- 1. No row is left without a partition.
DO $pgparcel$
DECLARE
  outside bigint;
BEGIN
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  SELECT pg_catalog.count(*) INTO outside FROM "public"."visits_02" WHERE ("day" IS NOT NULL AND "day" >= '2026-02-01'::date AND "day" < '2026-03-01'::date) IS NOT TRUE;
  IF outside > 0 THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'pgparcel: ' || outside
      || ' rows of public.visits_02 lie outside of 2026-02-01 .. 2026-03-01, and no other partition takes them; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."visits_02" DROP CONSTRAINT IF EXISTS "visits_02_bound";

-- 2. What ATTACH would otherwise read every row for.
ALTER TABLE "public"."visits_02"
  ADD CONSTRAINT "visits_02_bound" CHECK ("day" IS NOT NULL AND "day" >= '2026-02-01'::date AND "day" < '2026-03-01'::date) NOT VALID;

ALTER TABLE "public"."visits_02" VALIDATE CONSTRAINT "visits_02_bound";
