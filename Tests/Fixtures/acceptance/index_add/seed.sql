INSERT INTO i SELECT n, n % 7, n, (ARRAY['x', 'w'])[1 + n % 2] FROM generate_series(1, 60) AS n;
