-- The rows stay, in two tables.
SELECT id, at FROM l UNION ALL SELECT id, at FROM l_de_2025 WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = 'l_de_2025'::regclass)
