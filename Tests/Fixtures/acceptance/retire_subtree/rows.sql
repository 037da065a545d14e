SELECT id, state FROM s UNION ALL SELECT id, state FROM s_a WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 's_a'::regclass)
