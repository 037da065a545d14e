-- pgparcel: version=20251122103059 table=public.events step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=8c1f02aa to=28cfcd76 plan=19fc7de0e6cca704 source=schemas/events.yaml@5f3c0e9a tool=0.4.0
-- What:    adds partition events_2026_01 (2026-01-01 .. 2026-02-01 UTC)
-- Locks:   SHARE UPDATE EXCLUSIVE on public.events, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql runs and loses the rows of events_2026_01
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Built detached, with the bound as CHECK, so that ATTACH needs no scan.
-- squawk-ignore prefer-robust-stmts
CREATE TABLE "public"."events_2026_01" (
  LIKE "public"."events" INCLUDING ALL EXCLUDING IDENTITY
);

-- 2. Attach.
ALTER TABLE "public"."events"
  ATTACH PARTITION "public"."events_2026_01"
  FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');

COMMIT;
