-- file: 20260101000000_i_indexes_1_index.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.i step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=bf4b9471 to=ed9b27d9 plan=c685697b8e66b98d
-- What:    takes back: builds unique constraint i_a_b_state_id_key of public.i and its 4 partitions
--          takes back: builds index i_a_idx of public.i and its 4 partitions
--          takes back: builds index i_expr of public.i and its 4 partitions
--          takes back: builds index i_hash of public.i and its 4 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.i_w_0, public.i_w_1, public.i_x, while it is dropped
-- Hazards: none
-- Undo:    20260101000000_i_indexes_1_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_w_0_b_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_w_1_b_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_x_b_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_w_0_lower_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_w_1_lower_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_x_lower_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_w_0_a_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_w_1_a_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_x_a_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_w_0_a_b_state_id_key";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_w_1_a_b_state_id_key";

DROP INDEX CONCURRENTLY IF EXISTS "public"."i_x_a_b_state_id_key";

-- file: 20260101000001_i_indexes_2_attach.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.i step=2/2 transaction=single phase=before-deploy
-- pgparcel: from=74f8484c to=bf4b9471 plan=c685697b8e66b98d
-- What:    takes back: creates unique constraint i_a_b_state_id_key on public.i and attaches the
--            indexes of its 4 partitions
--          takes back: creates index i_a_idx on public.i and attaches the indexes of its 4
--            partitions
--          takes back: creates index i_expr on public.i and attaches the indexes of its 4
--            partitions
--          takes back: creates index i_hash on public.i and attaches the indexes of its 4
--            partitions
-- Locks:   ACCESS EXCLUSIVE on public.i, public.i_w, public.i_w_0, public.i_w_1, public.i_x, short;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.i, public.i_w, public.i_w_0, public.i_w_1,
--            public.i_x
-- Undo:    20260101000001_i_indexes_2_attach.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file ban-drop-constraint, require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."i_hash";

DROP INDEX "public"."i_expr";

DROP INDEX "public"."i_a_idx";

ALTER TABLE "public"."i" DROP CONSTRAINT "i_a_b_state_id_key";

COMMIT;
