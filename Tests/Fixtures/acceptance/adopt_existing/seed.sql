INSERT INTO n VALUES (1, '2026-01-01');
INSERT INTO n_2025 SELECT i, '2025-01-01'::date + i FROM generate_series(1, 300) AS i;
