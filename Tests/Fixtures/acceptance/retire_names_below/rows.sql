-- Those that were detached too, until they are back.
SELECT id, ward FROM turns UNION ALL SELECT id, ward FROM turns_2 WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'turns_2'::regclass)
