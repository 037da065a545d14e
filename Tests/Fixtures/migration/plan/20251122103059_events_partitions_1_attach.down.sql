-- pgparcel: version=20251122103059 direction=down table=public.events step=1/3 transaction=none phase=before-deploy
-- pgparcel: from=28cfcd76 to=8c1f02aa plan=19fc7de0e6cca704 source=schemas/events.yaml@5f3c0e9a tool=0.4.0
-- What:    takes back: adds partition events_2026_01 (2026-01-01 .. 2026-02-01 UTC)
-- Locks:   SHARE UPDATE EXCLUSIVE on public.events, short
-- Hazards: DELETES_DATA: the rows of events_2026_01
-- Undo:    20251122103059_events_partitions_1_attach.up.sql runs again
-- Squawk:  ban-drop-table: the header lists the loss as DELETES_DATA
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-table, prefer-robust-stmts, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

ALTER TABLE "public"."events" DETACH PARTITION "public"."events_2026_01" CONCURRENTLY;

DROP TABLE "public"."events_2026_01";
