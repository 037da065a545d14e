-- file: 20260101000000_j_indexes_1_index.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.j step=1/3 transaction=none phase=before-deploy
-- pgparcel: from=2380e972 to=faf5faf3 plan=a5e9fb1a2223e10a
-- What:    takes back: builds the new index j_idx of public.j and its 2 partitions
--          takes back: builds index j_x_local of public.j_x anew
-- Locks:   SHARE UPDATE EXCLUSIVE on public.j_w, public.j_x, while it is dropped
-- Hazards: none
-- Undo:    20260101000000_j_indexes_1_index.up.sql runs again
-- Squawk:  renaming-object: queries choose indexes, they do not name them
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file renaming-object, prefer-robust-stmts, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."j_x_local_new";

CREATE INDEX CONCURRENTLY "j_x_local_new" ON "public"."j_x" USING btree (id);

DROP INDEX CONCURRENTLY IF EXISTS "public"."j_x_local";

ALTER INDEX "public"."j_x_local_new" RENAME TO "j_x_local";

DROP INDEX CONCURRENTLY IF EXISTS "public"."j_w_a_id_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."j_x_a_id_idx";

-- file: 20260101000001_j_indexes_2_replace.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.j step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=0388d7ec to=2380e972 plan=a5e9fb1a2223e10a
-- What:    takes back: puts index j_idx in the place of index j_idx
-- Locks:   ACCESS EXCLUSIVE on public.j, public.j_w, public.j_x, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.j, public.j_w, public.j_x
-- Undo:    20260101000001_j_indexes_2_replace.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY "j_w_a_idx" ON "public"."j_w" USING btree (a);

CREATE INDEX CONCURRENTLY "j_x_a_idx" ON "public"."j_x" USING btree (a);

DO $pgparcel$
BEGIN
  DROP INDEX "public"."j_idx";
  CREATE INDEX "j_idx" ON ONLY "public"."j" USING btree (a);
  ALTER INDEX "public"."j_idx" ATTACH PARTITION "public"."j_x_a_idx";
  ALTER INDEX "public"."j_idx" ATTACH PARTITION "public"."j_w_a_idx";
END
$pgparcel$;

COMMENT ON INDEX "public"."j_idx" IS 'keep me';

-- file: 20260101000002_j_indexes_3_drop_index.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.j step=3/3 transaction=none phase=before-deploy
-- pgparcel: from=e8144ceb to=0388d7ec plan=a5e9fb1a2223e10a
-- What:    takes back: drops index j_gone of public.j and its 2 partitions
-- Locks:   ACCESS EXCLUSIVE on public.j, public.j_w, public.j_x, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.j, public.j_w, public.j_x
-- Undo:    20260101000002_j_indexes_3_drop_index.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY "j_w_id_idx" ON "public"."j_w" USING btree (id);

CREATE INDEX CONCURRENTLY "j_x_id_idx" ON "public"."j_x" USING btree (id);

DO $pgparcel$
BEGIN
  CREATE INDEX "j_gone" ON ONLY "public"."j" USING btree (id);
  ALTER INDEX "public"."j_gone" ATTACH PARTITION "public"."j_x_id_idx";
  ALTER INDEX "public"."j_gone" ATTACH PARTITION "public"."j_w_id_idx";
END
$pgparcel$;
