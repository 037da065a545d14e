-- Those that were detached too, until they are back.
SELECT id, day, ward, note FROM stays UNION ALL SELECT id, day, ward, note FROM stays_01 WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'stays_01'::regclass)
