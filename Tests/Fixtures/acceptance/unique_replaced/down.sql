-- file: 20260101000000_u_indexes_1_index.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.u step=1/3 transaction=none phase=before-deploy
-- pgparcel: from=69c04cbf to=2818d508 plan=4d604527d6d2ca06
-- What:    takes back: builds the new unique constraint u_code of public.u and its 2 partitions
--          takes back: builds the new unique constraint u_seat of public.u and its 2 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.u_2025, public.u_2026, while it is dropped
-- Hazards: none
-- Undo:    20260101000000_u_indexes_1_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."u_2025_id_at_key";

DROP INDEX CONCURRENTLY IF EXISTS "public"."u_2026_id_at_key";

DROP INDEX CONCURRENTLY IF EXISTS "public"."u_2025_code_at_key";

DROP INDEX CONCURRENTLY IF EXISTS "public"."u_2026_code_at_key";

-- file: 20260101000001_u_indexes_2_replace.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.u step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=c7b350b2 to=69c04cbf plan=4d604527d6d2ca06
-- What:    takes back: puts unique constraint u_code in the place of unique constraint u_code
-- Locks:   ACCESS EXCLUSIVE on public.u, public.u_2025, public.u_2026, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.u, public.u_2025, public.u_2026
-- Undo:    20260101000001_u_indexes_2_replace.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "u_2025_code_seat_at_key" ON "public"."u_2025" USING btree (code, seat, at);

CREATE UNIQUE INDEX CONCURRENTLY "u_2026_code_seat_at_key" ON "public"."u_2026" USING btree (code, seat, at);

DO $pgparcel$
BEGIN
  ALTER TABLE "public"."u" DROP CONSTRAINT "u_code";
  ALTER TABLE ONLY "public"."u"
  ADD CONSTRAINT "u_code" UNIQUE (code, seat, at);
  ALTER TABLE "public"."u_2025"
  ADD CONSTRAINT "u_2025_code_seat_at_key" UNIQUE USING INDEX "u_2025_code_seat_at_key";
  ALTER TABLE "public"."u_2026"
  ADD CONSTRAINT "u_2026_code_seat_at_key" UNIQUE USING INDEX "u_2026_code_seat_at_key";
  ALTER INDEX "public"."u_code" ATTACH PARTITION "public"."u_2026_code_seat_at_key";
  ALTER INDEX "public"."u_code" ATTACH PARTITION "public"."u_2025_code_seat_at_key";
END
$pgparcel$;

-- file: 20260101000002_u_indexes_3_replace.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.u step=3/3 transaction=none phase=before-deploy
-- pgparcel: from=5a9c50ff to=c7b350b2 plan=4d604527d6d2ca06
-- What:    takes back: puts unique constraint u_seat in the place of unique constraint u_seat
-- Locks:   ACCESS EXCLUSIVE on public.u, public.u_2025, public.u_2026, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.u, public.u_2025, public.u_2026
-- Undo:    20260101000002_u_indexes_3_replace.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "u_2025_seat_at_key" ON "public"."u_2025" USING btree (seat, at);

CREATE UNIQUE INDEX CONCURRENTLY "u_2026_seat_at_key" ON "public"."u_2026" USING btree (seat, at);

DO $pgparcel$
BEGIN
  ALTER TABLE "public"."u" DROP CONSTRAINT "u_seat";
  ALTER TABLE ONLY "public"."u"
  ADD CONSTRAINT "u_seat" UNIQUE (seat, at);
  ALTER TABLE "public"."u_2025"
  ADD CONSTRAINT "u_2025_seat_at_key" UNIQUE USING INDEX "u_2025_seat_at_key";
  ALTER TABLE "public"."u_2026"
  ADD CONSTRAINT "u_2026_seat_at_key" UNIQUE USING INDEX "u_2026_seat_at_key";
  ALTER INDEX "public"."u_seat" ATTACH PARTITION "public"."u_2026_seat_at_key";
  ALTER INDEX "public"."u_seat" ATTACH PARTITION "public"."u_2025_seat_at_key";
END
$pgparcel$;
