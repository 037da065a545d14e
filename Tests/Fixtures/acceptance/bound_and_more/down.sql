-- file: 20260101000000_tolls_partitions_1_adjust.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.tolls step=1/7 transaction=single phase=before-deploy
-- pgparcel: from=27dc439f to=25ac6b0a plan=9350dfcc672bbd01
-- What:    takes back: comments on public.tolls_far
-- Locks:   SHARE UPDATE EXCLUSIVE on public.tolls_far, short; retried 10 x 3s
-- Hazards: none
-- Undo:    20260101000000_tolls_partitions_1_adjust.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

COMMENT ON TABLE "public"."tolls_far" IS NULL;

COMMIT;

-- file: 20260101000001_tolls_partitions_2_index.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.tolls step=2/7 transaction=none phase=before-deploy
-- pgparcel: from=d0ef94ca to=27dc439f plan=9350dfcc672bbd01
-- What:    takes back: builds index tolls_id of public.tolls and its 2 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.tolls_far, public.tolls_near, while it is dropped
-- Hazards: none
-- Undo:    20260101000001_tolls_partitions_2_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."tolls_near_id_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."tolls_far_id_idx";

-- file: 20260101000002_tolls_partitions_3_attach.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.tolls step=3/7 transaction=single phase=before-deploy
-- pgparcel: from=2d32a9f2 to=d0ef94ca plan=9350dfcc672bbd01
-- What:    takes back: creates index tolls_id on public.tolls and attaches the indexes of its 2
--            partitions
-- Locks:   ACCESS EXCLUSIVE on public.tolls, public.tolls_far, public.tolls_near, short; retried 10
--            x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tolls, public.tolls_far, public.tolls_near
-- Undo:    20260101000002_tolls_partitions_3_attach.up.sql runs again
-- Squawk:  require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."tolls_id";

COMMIT;

-- file: 20260101000003_tolls_partitions_4_drop_index.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.tolls step=4/7 transaction=none phase=before-deploy
-- pgparcel: from=168f589b to=2d32a9f2 plan=9350dfcc672bbd01
-- What:    takes back: drops index tolls_plate of public.tolls and its 2 partitions
-- Locks:   ACCESS EXCLUSIVE on public.tolls, public.tolls_far, public.tolls_near, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tolls, public.tolls_far, public.tolls_near
-- Undo:    20260101000003_tolls_partitions_4_drop_index.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY "tolls_near_plate_idx" ON "public"."tolls_near" USING btree (plate);

CREATE INDEX CONCURRENTLY "tolls_far_plate_idx" ON "public"."tolls_far" USING btree (plate);

DO $pgparcel$
BEGIN
  CREATE INDEX "tolls_plate" ON ONLY "public"."tolls" USING btree (plate);
  ALTER INDEX "public"."tolls_plate" ATTACH PARTITION "public"."tolls_far_plate_idx";
  ALTER INDEX "public"."tolls_plate" ATTACH PARTITION "public"."tolls_near_plate_idx";
END
$pgparcel$;

-- file: 20260101000004_tolls_partitions_5_prepare.down.sql
-- pgparcel: version=20260101000004 direction=down table=public.tolls step=5/7 transaction=none phase=before-deploy
-- pgparcel: from=554a5167 to=168f589b plan=9350dfcc672bbd01
-- What:    lets public.tolls_far take all rows of its bound again
-- Locks:   ACCESS EXCLUSIVE on public.tolls_far, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tolls_far
-- Undo:    20260101000004_tolls_partitions_5_prepare.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."tolls_far" DROP CONSTRAINT IF EXISTS "tolls_far_bound";

-- file: 20260101000005_tolls_partitions_6_rebound.down.sql
-- pgparcel: version=20260101000005 direction=down table=public.tolls step=6/7 transaction=single phase=before-deploy
-- pgparcel: from=bf5067ce to=554a5167 plan=9350dfcc672bbd01
-- What:    gives public.tolls_far the bound 100 .. 200 again
-- Locks:   ACCESS EXCLUSIVE on public.tolls, public.tolls_far, milliseconds; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tolls, public.tolls_far
-- Undo:    20260101000005_tolls_partitions_6_rebound.up.sql runs again
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
LOCK TABLE ONLY "public"."tolls" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."tolls_far" IN ACCESS EXCLUSIVE MODE;

ALTER TABLE "public"."tolls" DETACH PARTITION "public"."tolls_far";

ALTER TABLE "public"."tolls"
  ATTACH PARTITION "public"."tolls_far"
  FOR VALUES FROM ('100') TO ('200');

COMMIT;

-- file: 20260101000006_tolls_partitions_7_settle.down.sql
-- pgparcel: version=20260101000006 direction=down table=public.tolls step=7/7 transaction=none phase=before-deploy
-- pgparcel: from=c2bd51d1 to=bf5067ce plan=9350dfcc672bbd01
-- What:    proves that public.tolls_far holds no row outside of 100 .. 200
--          refuses rows outside of that from then on
-- Locks:   ACCESS EXCLUSIVE on public.tolls_far, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tolls_far
-- Undo:    20260101000006_tolls_partitions_7_settle.up.sql runs again
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
  SELECT pg_catalog.count(*) INTO outside FROM "public"."tolls_far" WHERE ("km" IS NOT NULL AND "km" >= '100'::integer AND "km" < '200'::integer) IS NOT TRUE;
  IF outside > 0 THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'pgparcel: ' || outside
      || ' rows of public.tolls_far lie outside of 100 .. 200, and no other partition takes them; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."tolls_far" DROP CONSTRAINT IF EXISTS "tolls_far_bound";

-- 2. What ATTACH would otherwise read every row for.
ALTER TABLE "public"."tolls_far"
  ADD CONSTRAINT "tolls_far_bound" CHECK ("km" IS NOT NULL AND "km" >= '100'::integer AND "km" < '200'::integer) NOT VALID;

ALTER TABLE "public"."tolls_far" VALIDATE CONSTRAINT "tolls_far_bound";
