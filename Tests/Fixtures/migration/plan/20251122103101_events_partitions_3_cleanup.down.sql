-- pgparcel: version=20251122103101 direction=down table=public.events step=3/3 transaction=none phase=after-deploy
-- pgparcel: from=91d77e03 to=cf5c1956 plan=19fc7de0e6cca704 source=schemas/events.yaml@5f3c0e9a tool=0.4.0
-- What:    takes back: drops the retired table public.events_old
-- Locks:   none
-- Hazards: IRREVERSIBLE: public.events_old is gone; it's $pgparcel$́ no more
-- Undo:    this file refuses and changes nothing

-- 1. There is no way back.
DO $pgparcel_$
BEGIN
  RAISE EXCEPTION USING MESSAGE = 'there is no way back: public.events_old is gone; it''s $pgparcel$́ no more';
END
$pgparcel_$;
