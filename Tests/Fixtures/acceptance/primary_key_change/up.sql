-- file: 20260101000000_w_indexes_1_index.up.sql
-- pgparcel: version=20260101000000 table=public.w step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=2be4f4ca to=1db2a7b2 plan=2b0c05020a5992a3
-- What:    builds the new primary key w_pkey of public.w and its 2 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.w_w, public.w_x, while it is built
-- Hazards: INDEX_BUILD: w_pkey, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "w_w_pkey1" ON "public"."w_w" USING btree (tenant, id, state);

CREATE UNIQUE INDEX CONCURRENTLY "w_x_pkey1" ON "public"."w_x" USING btree (tenant, id, state);

-- file: 20260101000001_w_indexes_2_replace.up.sql
-- pgparcel: version=20260101000001 table=public.w step=2/2 transaction=single phase=before-deploy
-- pgparcel: from=1db2a7b2 to=dfc986aa plan=2b0c05020a5992a3
-- What:    puts primary key w_pkey in the place of primary key w_pkey
-- Locks:   ACCESS EXCLUSIVE on public.w, public.w_w, public.w_x, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.w, public.w_w, public.w_x
--          INDEX_DROPPED: w_pkey
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: this file adds it anew, to the table that it is for
--          constraint-missing-not-valid: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
--          adding-serial-primary-key-field: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
-- squawk-ignore-file ban-drop-constraint, constraint-missing-not-valid
-- squawk-ignore-file adding-serial-primary-key-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."w" DROP CONSTRAINT "w_pkey";

ALTER TABLE ONLY "public"."w"
  ADD CONSTRAINT "w_pkey" PRIMARY KEY (tenant, id, state);

ALTER TABLE "public"."w_w"
  ADD CONSTRAINT "w_w_pkey1" PRIMARY KEY USING INDEX "w_w_pkey1";

ALTER TABLE "public"."w_x"
  ADD CONSTRAINT "w_x_pkey1" PRIMARY KEY USING INDEX "w_x_pkey1";

ALTER INDEX "public"."w_pkey" ATTACH PARTITION "public"."w_x_pkey1";

ALTER INDEX "public"."w_pkey" ATTACH PARTITION "public"."w_w_pkey1";

COMMIT;
