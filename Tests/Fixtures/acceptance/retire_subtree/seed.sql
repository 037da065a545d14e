INSERT INTO s SELECT n, (ARRAY['a', 'b'])[1 + n % 2], '2026-01-20'::date + n FROM generate_series(1, 40) AS n;
