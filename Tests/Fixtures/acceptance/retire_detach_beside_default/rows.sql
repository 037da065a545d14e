SELECT id, state FROM g UNION ALL SELECT id, state FROM g_b WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'g_b'::regclass)
