-- file: 20260101000000_n_partitions_1_prepare.up.sql
-- pgparcel: version=20260101000000 table=public.n step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=2f383fdd to=cd5d3c5c plan=2a2afa673056a8be
-- What:    prepares public.n_2025 for becoming a partition
-- Locks:   ACCESS EXCLUSIVE on public.n_2025, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n_2025
--          INDEX_BUILD: indexes of public.n_2025, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."n_2025"
  ADD CONSTRAINT "n_2025_bound" CHECK ("at" IS NOT NULL AND "at" >= '2025-01-01'::date AND "at" < '2026-01-01'::date) NOT VALID;

ALTER TABLE "public"."n_2025" VALIDATE CONSTRAINT "n_2025_bound";

CREATE UNIQUE INDEX CONCURRENTLY "n_2025_pkey" ON "public"."n_2025" USING btree (id, at);

ALTER TABLE "public"."n_2025"
  ADD CONSTRAINT "n_2025_pkey" PRIMARY KEY USING INDEX "n_2025_pkey";

CREATE INDEX CONCURRENTLY "n_2025_at_idx" ON "public"."n_2025" USING btree (at);

-- file: 20260101000001_n_partitions_2_partitions.up.sql
-- pgparcel: version=20260101000001 table=public.n step=2/2 transaction=single phase=before-deploy
-- pgparcel: from=cd5d3c5c to=4d2a30e4 plan=2a2afa673056a8be
-- What:    attaches public.n_2025 as a partition, 2025-01-01 .. 2026-01-01
-- Locks:   ACCESS EXCLUSIVE on public.n_2025, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.n, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n_2025
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: the partition's bound guarantees the same
-- squawk-ignore-file ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."n"
  ATTACH PARTITION "public"."n_2025"
  FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

-- 1. The bound says the same now.
ALTER TABLE "public"."n_2025" DROP CONSTRAINT "n_2025_bound";

COMMIT;
