-- file: 20260101000000_g_partitions_1_detach.up.sql
-- pgparcel: version=20260101000000 table=public.g step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=a152ee17 to=2c6710de plan=8d4cf05cc3ed8c9a
-- What:    detaches partition public.g_b
-- Locks:   ACCESS EXCLUSIVE on public.g, public.g_b, public.g_rest, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.g, public.g_b, public.g_rest
--          BLOCKS_CONCURRENT_DETACH: the default partition public.g_rest forces a blocking detach
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-partition-detach: PostgreSQL refuses CONCURRENTLY beside a default
--            partition
-- squawk-ignore-file require-concurrent-partition-detach
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."g" DETACH PARTITION "public"."g_b";

COMMIT;
