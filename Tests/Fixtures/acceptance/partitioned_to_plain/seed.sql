INSERT INTO logs (at, line) SELECT '2025-12-01'::date + n, n FROM generate_series(1, 90) AS n;
