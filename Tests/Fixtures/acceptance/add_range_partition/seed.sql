INSERT INTO m (at) SELECT '2026-01-01'::date + n FROM generate_series(0, 30) AS n;
