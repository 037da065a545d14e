SELECT nextval('orders_id_seq') > 0
SELECT pg_get_serial_sequence('public.orders', 'id')
SELECT count(*) FROM audit
SELECT string_agg(tgname || tgenabled::text, ' ' ORDER BY tgname) FROM pg_trigger WHERE tgrelid = 'orders'::regclass AND NOT tgisinternal AND tgname !~ '^zzz_pgparcel'
SELECT has_column_privilege('clinic_report', 'orders', 'state', 'UPDATE')
SELECT string_agg(pubname, ' ') FROM pg_publication_rel r JOIN pg_publication p ON p.oid = prpubid WHERE prrelid = 'orders'::regclass
