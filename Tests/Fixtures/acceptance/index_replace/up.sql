-- file: 20260101000000_j_indexes_1_index.up.sql
-- pgparcel: version=20260101000000 table=public.j step=1/3 transaction=none phase=before-deploy
-- pgparcel: from=faf5faf3 to=2380e972 plan=a5e9fb1a2223e10a
-- What:    builds the new index j_idx of public.j and its 2 partitions
--          builds index j_x_local of public.j_x anew
-- Locks:   SHARE UPDATE EXCLUSIVE on public.j_w, public.j_x, while it is built
-- Hazards: INDEX_BUILD: j_idx, concurrently
--          INDEX_BUILD: j_x_local, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-object: queries choose indexes, they do not name them
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file renaming-object, prefer-robust-stmts, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

CREATE INDEX CONCURRENTLY "j_w_a_id_idx" ON "public"."j_w" USING btree (a, id);

CREATE INDEX CONCURRENTLY "j_x_a_id_idx" ON "public"."j_x" USING btree (a, id);

CREATE INDEX CONCURRENTLY "j_x_local_new" ON "public"."j_x" USING btree (id DESC);

DROP INDEX CONCURRENTLY IF EXISTS "public"."j_x_local";

ALTER INDEX "public"."j_x_local_new" RENAME TO "j_x_local";

-- file: 20260101000001_j_indexes_2_replace.up.sql
-- pgparcel: version=20260101000001 table=public.j step=2/3 transaction=single phase=before-deploy
-- pgparcel: from=2380e972 to=0388d7ec plan=a5e9fb1a2223e10a
-- What:    puts index j_idx in the place of index j_idx
-- Locks:   ACCESS EXCLUSIVE on public.j, public.j_w, public.j_x, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.j, public.j_w, public.j_x
--          INDEX_DROPPED: j_idx
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-index-creation: ON ONLY the parent builds nothing; the partitions
--            bring their finished indexes
--          require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."j_idx";

CREATE INDEX "j_idx" ON ONLY "public"."j" USING btree (a, id);

ALTER INDEX "public"."j_idx" ATTACH PARTITION "public"."j_x_a_id_idx";

ALTER INDEX "public"."j_idx" ATTACH PARTITION "public"."j_w_a_id_idx";

COMMIT;

-- file: 20260101000002_j_indexes_3_drop_index.up.sql
-- pgparcel: version=20260101000002 table=public.j step=3/3 transaction=single phase=before-deploy
-- pgparcel: from=0388d7ec to=e8144ceb plan=a5e9fb1a2223e10a
-- What:    drops index j_gone of public.j and its 2 partitions
-- Locks:   ACCESS EXCLUSIVE on public.j, public.j_w, public.j_x, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.j, public.j_w, public.j_x
--          INDEX_DROPPED: j_gone
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
-- squawk-ignore-file require-concurrent-index-deletion
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP INDEX "public"."j_gone";

COMMIT;
