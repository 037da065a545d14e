SELECT obj_description(oid, 'pg_constraint') FROM pg_constraint WHERE conname = 'orders_client' AND conrelid = 'orders'::regclass
SELECT pg_get_serial_sequence('public.orders', 'id')
SELECT string_agg(tgname || tgenabled::text, ' ' ORDER BY tgname) FROM pg_trigger WHERE tgrelid = 'orders'::regclass AND NOT tgisinternal
SELECT has_column_privilege('clinic_report', 'orders', 'state', 'UPDATE')
SELECT string_agg(pubname, ' ') FROM pg_publication_rel r JOIN pg_publication p ON p.oid = prpubid WHERE prrelid = 'orders'::regclass
SELECT count(*) FROM open_orders
