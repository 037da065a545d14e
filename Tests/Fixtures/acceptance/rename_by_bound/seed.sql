INSERT INTO r SELECT n, '2026-01-01'::date + n FROM generate_series(1, 50) AS n;
