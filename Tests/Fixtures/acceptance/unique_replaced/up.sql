-- file: 20260101000000_u_indexes_1_index.up.sql
-- pgparcel: version=20260101000000 table=public.u step=1/3 transaction=none phase=before-deploy
-- pgparcel: from=2818d508 to=69c04cbf plan=4d604527d6d2ca06
-- What:    builds the new unique constraint u_code of public.u and its 2 partitions
--          builds the new unique constraint u_seat of public.u and its 2 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.u_2025, public.u_2026, while it is built
-- Hazards: INDEX_BUILD: u_code, concurrently
--          INDEX_BUILD: u_seat, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "u_2025_code_at_key" ON "public"."u_2025" USING btree (code, at);

CREATE UNIQUE INDEX CONCURRENTLY "u_2026_code_at_key" ON "public"."u_2026" USING btree (code, at);

CREATE UNIQUE INDEX CONCURRENTLY "u_2025_id_at_key" ON "public"."u_2025" USING btree (id, at);

CREATE UNIQUE INDEX CONCURRENTLY "u_2026_id_at_key" ON "public"."u_2026" USING btree (id, at);

-- file: 20260101000001_u_indexes_2_replace.up.sql
-- pgparcel: version=20260101000001 table=public.u step=2/3 transaction=single phase=before-deploy
-- pgparcel: from=69c04cbf to=c7b350b2 plan=4d604527d6d2ca06
-- What:    puts unique constraint u_code in the place of unique constraint u_code
-- Locks:   ACCESS EXCLUSIVE on public.u, public.u_2025, public.u_2026, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.u, public.u_2025, public.u_2026
--          INDEX_DROPPED: u_code
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: this file adds it anew, to the table that it is for
--          constraint-missing-not-valid: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
--          disallowed-unique-constraint: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
-- squawk-ignore-file ban-drop-constraint, constraint-missing-not-valid
-- squawk-ignore-file disallowed-unique-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."u" DROP CONSTRAINT "u_code";

ALTER TABLE ONLY "public"."u"
  ADD CONSTRAINT "u_code" UNIQUE (code, at);

ALTER TABLE "public"."u_2025"
  ADD CONSTRAINT "u_2025_code_at_key" UNIQUE USING INDEX "u_2025_code_at_key";

ALTER TABLE "public"."u_2026"
  ADD CONSTRAINT "u_2026_code_at_key" UNIQUE USING INDEX "u_2026_code_at_key";

ALTER INDEX "public"."u_code" ATTACH PARTITION "public"."u_2026_code_at_key";

ALTER INDEX "public"."u_code" ATTACH PARTITION "public"."u_2025_code_at_key";

COMMIT;

-- file: 20260101000002_u_indexes_3_replace.up.sql
-- pgparcel: version=20260101000002 table=public.u step=3/3 transaction=single phase=before-deploy
-- pgparcel: from=c7b350b2 to=5a9c50ff plan=4d604527d6d2ca06
-- What:    puts unique constraint u_seat in the place of unique constraint u_seat
-- Locks:   ACCESS EXCLUSIVE on public.u, public.u_2025, public.u_2026, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.u, public.u_2025, public.u_2026
--          INDEX_DROPPED: u_seat
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: this file adds it anew, to the table that it is for
--          constraint-missing-not-valid: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
--          disallowed-unique-constraint: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
-- squawk-ignore-file ban-drop-constraint, constraint-missing-not-valid
-- squawk-ignore-file disallowed-unique-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."u" DROP CONSTRAINT "u_seat";

ALTER TABLE ONLY "public"."u"
  ADD CONSTRAINT "u_seat" UNIQUE (id, at);

ALTER TABLE "public"."u_2025"
  ADD CONSTRAINT "u_2025_id_at_key" UNIQUE USING INDEX "u_2025_id_at_key";

ALTER TABLE "public"."u_2026"
  ADD CONSTRAINT "u_2026_id_at_key" UNIQUE USING INDEX "u_2026_id_at_key";

ALTER INDEX "public"."u_seat" ATTACH PARTITION "public"."u_2026_id_at_key";

ALTER INDEX "public"."u_seat" ATTACH PARTITION "public"."u_2025_id_at_key";

COMMIT;
