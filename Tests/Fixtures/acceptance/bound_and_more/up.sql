-- file: 20260101000000_tolls_partitions_1_adjust.up.sql
-- pgparcel: version=20260101000000 table=public.tolls step=1/7 transaction=single phase=before-deploy
-- pgparcel: from=25ac6b0a to=27dc439f plan=9350dfcc672bbd01
-- What:    comments on public.tolls_far
-- Locks:   SHARE UPDATE EXCLUSIVE on public.tolls_far, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

COMMENT ON TABLE "public"."tolls_far" IS 'Widened';

COMMIT;

-- file: 20260101000001_tolls_partitions_2_index.up.sql
-- pgparcel: version=20260101000001 table=public.tolls step=2/7 transaction=none phase=before-deploy
-- pgparcel: from=27dc439f to=d0ef94ca plan=9350dfcc672bbd01
-- What:    builds index tolls_id of public.tolls and its 2 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.tolls_far, public.tolls_near, while it is built
-- Hazards: INDEX_BUILD: tolls_id, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY "tolls_near_id_idx" ON "public"."tolls_near" USING btree (id);

CREATE INDEX CONCURRENTLY "tolls_far_id_idx" ON "public"."tolls_far" USING btree (id);

-- file: 20260101000002_tolls_partitions_3_attach.up.sql
-- pgparcel: version=20260101000002 table=public.tolls step=3/7 transaction=single phase=before-deploy
-- pgparcel: from=d0ef94ca to=2d32a9f2 plan=9350dfcc672bbd01
-- What:    creates index tolls_id on public.tolls and attaches the indexes of its 2 partitions
-- Locks:   SHARE on public.tolls, short; retried 10 x 3s
--          ACCESS SHARE on public.tolls_far, public.tolls_near, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-index-creation: ON ONLY the parent builds nothing; the partitions
--            bring their finished indexes
-- squawk-ignore-file require-concurrent-index-creation
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

CREATE INDEX "tolls_id" ON ONLY "public"."tolls" USING btree (id);

ALTER INDEX "public"."tolls_id" ATTACH PARTITION "public"."tolls_far_id_idx";

ALTER INDEX "public"."tolls_id" ATTACH PARTITION "public"."tolls_near_id_idx";

COMMIT;

-- file: 20260101000003_tolls_partitions_4_drop_index.up.sql
-- pgparcel: version=20260101000003 table=public.tolls step=4/7 transaction=single phase=before-deploy
-- pgparcel: from=2d32a9f2 to=168f589b plan=9350dfcc672bbd01
-- What:    drops index tolls_plate of public.tolls and its 2 partitions
-- Locks:   ACCESS EXCLUSIVE on public.tolls, public.tolls_far, public.tolls_near, short; retried 10
--            x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tolls, public.tolls_far, public.tolls_near
--          INDEX_DROPPED: tolls_plate
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."tolls_plate";

COMMIT;

-- file: 20260101000004_tolls_partitions_5_prepare.up.sql
-- pgparcel: version=20260101000004 table=public.tolls step=5/7 transaction=none phase=before-deploy
-- pgparcel: from=168f589b to=554a5167 plan=9350dfcc672bbd01
-- What:    proves that public.tolls_far holds no row outside of 100 .. 400
--          refuses rows outside of that from then on
-- Locks:   ACCESS EXCLUSIVE on public.tolls_far, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: CORRECTNESS: rows of public.tolls_far outside of 100 .. 400 are refused from then on
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
    SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."tolls_far"'))) AS p (oid)
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = p.oid AND inhparent = pg_catalog.to_regclass('"public"."tolls"')))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.tolls changed since this file was generated: public.tolls_far is expected; run the files in their order, or take that change back';
  END IF;
END
$pgparcel$;

-- 2. No row is left without a partition.
DO $pgparcel$
DECLARE
  outside bigint;
BEGIN
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  SELECT pg_catalog.count(*) INTO outside FROM "public"."tolls_far" WHERE ("km" IS NOT NULL AND "km" >= '100'::integer AND "km" < '400'::integer) IS NOT TRUE;
  IF outside > 0 THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'pgparcel: ' || outside
      || ' rows of public.tolls_far lie outside of 100 .. 400, and no other partition takes them; move or delete them first';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."tolls_far" DROP CONSTRAINT IF EXISTS "tolls_far_bound";

-- 3. What ATTACH would otherwise read every row for.
ALTER TABLE "public"."tolls_far"
  ADD CONSTRAINT "tolls_far_bound" CHECK ("km" IS NOT NULL AND "km" >= '100'::integer AND "km" < '400'::integer) NOT VALID;

ALTER TABLE "public"."tolls_far" VALIDATE CONSTRAINT "tolls_far_bound";

-- file: 20260101000005_tolls_partitions_6_rebound.up.sql
-- pgparcel: version=20260101000005 table=public.tolls step=6/7 transaction=single phase=before-deploy
-- pgparcel: from=554a5167 to=bf5067ce plan=9350dfcc672bbd01
-- What:    gives public.tolls_far the bound 100 .. 400 in place of 100 .. 200
-- Locks:   ACCESS EXCLUSIVE on public.tolls, public.tolls_far, milliseconds; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tolls, public.tolls_far
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
LOCK TABLE ONLY "public"."tolls" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."tolls_far" IN ACCESS EXCLUSIVE MODE;

ALTER TABLE "public"."tolls" DETACH PARTITION "public"."tolls_far";

ALTER TABLE "public"."tolls"
  ATTACH PARTITION "public"."tolls_far"
  FOR VALUES FROM ('100') TO ('400');

COMMIT;

-- file: 20260101000006_tolls_partitions_7_settle.up.sql
-- pgparcel: version=20260101000006 table=public.tolls step=7/7 transaction=single phase=before-deploy
-- pgparcel: from=bf5067ce to=c2bd51d1 plan=9350dfcc672bbd01
-- What:    drops the CHECK constraint of public.tolls_far, whose bound says the same now
-- Locks:   ACCESS EXCLUSIVE on public.tolls_far, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tolls_far
-- Undo:    .down.sql restores the layout; it refuses while public.tolls_far has rows outside of 100
--            .. 200
-- Squawk:  ban-drop-constraint: what it guarantees is part of the table by now
-- squawk-ignore-file ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."tolls_far" DROP CONSTRAINT IF EXISTS "tolls_far_bound";

COMMIT;
