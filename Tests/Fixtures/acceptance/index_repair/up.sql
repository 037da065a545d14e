-- file: 20260101000000_q_indexes_1_index.up.sql
-- pgparcel: version=20260101000000 table=public.q step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=bc79f59d to=cf3872d7 plan=3ecaffa1b3f946c7
-- What:    repairs index q_idx of public.q and its 2 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.q_w, public.q_x, while it is built
-- Hazards: INDEX_BUILD: q_idx, concurrently
-- Undo:    .down.sql leaves the repaired index q_idx in place
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY IF NOT EXISTS "q_w_id_idx" ON "public"."q_w" USING btree (id);

-- file: 20260101000001_q_indexes_2_attach.up.sql
-- pgparcel: version=20260101000001 table=public.q step=2/2 transaction=single phase=before-deploy
-- pgparcel: from=cf3872d7 to=bc79f59d plan=3ecaffa1b3f946c7
-- What:    attaches what was missing of index q_idx
-- Locks:   ACCESS SHARE on public.q, public.q_w, public.q_x, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql leaves the repaired index q_idx in place
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER INDEX "public"."q_idx" ATTACH PARTITION "public"."q_w_id_idx";

COMMIT;
