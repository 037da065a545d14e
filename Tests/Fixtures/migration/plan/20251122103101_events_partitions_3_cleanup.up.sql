-- pgparcel: version=20251122103101 table=public.events step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=cf5c1956 to=91d77e03 plan=19fc7de0e6cca704 source=schemas/events.yaml@5f3c0e9a tool=0.4.0
-- What:    drops the retired table public.events_old
-- Locks:   ACCESS EXCLUSIVE on public.events_old, short; retried 10 x 3s
-- Hazards: DELETES_DATA: public.events_old
--          ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.events_old
-- Undo:    impossible: public.events_old is gone; it's $pgparcel$́ no more
-- Squawk:  ban-drop-table: the header lists the loss as DELETES_DATA
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."events_old";

COMMIT;
