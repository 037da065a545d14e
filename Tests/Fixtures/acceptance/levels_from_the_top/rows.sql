-- Those that were detached too, until they are back.
SELECT id, state, at, note FROM lv UNION ALL SELECT id, state, at, note FROM lv_old WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'lv_old'::regclass)
