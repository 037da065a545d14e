-- file: 20260101000000_w_indexes_1_index.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.w step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=1db2a7b2 to=2be4f4ca plan=2b0c05020a5992a3
-- What:    takes back: builds the new primary key w_pkey of public.w and its 2 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.w_w, public.w_x, while it is dropped
-- Hazards: none
-- Undo:    20260101000000_w_indexes_1_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."w_w_pkey1";

DROP INDEX CONCURRENTLY IF EXISTS "public"."w_x_pkey1";

-- file: 20260101000001_w_indexes_2_replace.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.w step=2/2 transaction=none phase=before-deploy
-- pgparcel: from=dfc986aa to=1db2a7b2 plan=2b0c05020a5992a3
-- What:    takes back: puts primary key w_pkey in the place of primary key w_pkey
-- Locks:   ACCESS EXCLUSIVE on public.w, public.w_w, public.w_x, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.w, public.w_w, public.w_x
-- Undo:    20260101000001_w_indexes_2_replace.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "w_w_pkey" ON "public"."w_w" USING btree (id, state);

CREATE UNIQUE INDEX CONCURRENTLY "w_x_pkey" ON "public"."w_x" USING btree (id, state);

DO $pgparcel$
BEGIN
  ALTER TABLE "public"."w" DROP CONSTRAINT "w_pkey";
  ALTER TABLE ONLY "public"."w"
  ADD CONSTRAINT "w_pkey" PRIMARY KEY (id, state);
  ALTER TABLE "public"."w_w"
  ADD CONSTRAINT "w_w_pkey" PRIMARY KEY USING INDEX "w_w_pkey";
  ALTER TABLE "public"."w_x"
  ADD CONSTRAINT "w_x_pkey" PRIMARY KEY USING INDEX "w_x_pkey";
  ALTER INDEX "public"."w_pkey" ATTACH PARTITION "public"."w_x_pkey";
  ALTER INDEX "public"."w_pkey" ATTACH PARTITION "public"."w_w_pkey";
END
$pgparcel$;
