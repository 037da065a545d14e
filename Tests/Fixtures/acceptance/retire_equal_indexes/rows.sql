-- Those that were detached too, until they are back.
SELECT id, ward FROM taps UNION ALL SELECT id, ward FROM taps_2 WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'taps_2'::regclass)
