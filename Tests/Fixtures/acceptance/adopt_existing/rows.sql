SELECT id, at FROM n UNION ALL SELECT id, at FROM n_2025 WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'n_2025'::regclass)
