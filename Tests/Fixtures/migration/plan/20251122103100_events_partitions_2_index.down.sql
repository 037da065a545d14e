-- pgparcel: version=20251122103100 direction=down table=public.events step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=cf5c1956 to=28cfcd76 plan=19fc7de0e6cca704 source=schemas/events.yaml@5f3c0e9a tool=0.4.0
-- What:    takes back: builds the index events_at
-- Locks:   none
-- Hazards: none
-- Undo:    20251122103100_events_partitions_2_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."events_2026_01_at";
