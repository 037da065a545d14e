-- file: 20260101000000_n_partitions_1_prepare.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.n step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=cd5d3c5c to=2f383fdd plan=2a2afa673056a8be
-- What:    takes back: prepares public.n_2025 for becoming a partition
-- Locks:   ACCESS EXCLUSIVE on public.n_2025, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n_2025
-- Undo:    20260101000000_n_partitions_1_prepare.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."n_2025_at_idx";

ALTER TABLE "public"."n_2025" DROP CONSTRAINT IF EXISTS "n_2025_pkey";

DROP INDEX CONCURRENTLY IF EXISTS "public"."n_2025_pkey";

ALTER TABLE "public"."n_2025" DROP CONSTRAINT IF EXISTS "n_2025_bound";

-- file: 20260101000001_n_partitions_2_partitions.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.n step=2/2 transaction=single phase=before-deploy
-- pgparcel: from=4d2a30e4 to=cd5d3c5c plan=2a2afa673056a8be
-- What:    takes back: attaches public.n_2025 as a partition, 2025-01-01 .. 2026-01-01
-- Locks:   ACCESS EXCLUSIVE on public.n, public.n_2025, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n, public.n_2025
-- Undo:    20260101000001_n_partitions_2_partitions.up.sql runs again
-- Squawk:  require-concurrent-partition-detach: taken back inside one transaction, where
--            CONCURRENTLY cannot run
-- squawk-ignore-file require-concurrent-partition-detach
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."n" DETACH PARTITION "public"."n_2025";

ALTER TABLE "public"."n_2025"
  ADD CONSTRAINT "n_2025_bound" CHECK ("at" IS NOT NULL AND "at" >= '2025-01-01'::date AND "at" < '2026-01-01'::date) NOT VALID;

COMMIT;
