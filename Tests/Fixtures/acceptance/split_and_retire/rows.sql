-- Those that were detached too, until they are back.
SELECT id, day, note FROM beds UNION ALL SELECT id, day, note FROM beds_01 WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'beds_01'::regclass)
