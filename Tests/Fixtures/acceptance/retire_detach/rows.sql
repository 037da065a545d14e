-- The rows stay, in two tables.
SELECT id, at FROM h UNION ALL SELECT id, at FROM h_2024 WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'h_2024'::regclass)
