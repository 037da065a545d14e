-- pgparcel: version=20251122103100 table=public.events step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=28cfcd76 to=cf5c1956 plan=19fc7de0e6cca704 source=schemas/events.yaml@5f3c0e9a tool=0.4.0
-- What:    builds the index events_at
-- Locks:   SHARE UPDATE EXCLUSIVE on public.events_2026_01, while the index is built
-- Hazards: INDEX_BUILD: events_2026_01_at
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

-- 1. Without blocking writers.
CREATE INDEX CONCURRENTLY "events_2026_01_at" ON "public"."events_2026_01" USING btree (at);
