INSERT INTO j SELECT n, n, (ARRAY['x', 'w'])[1 + n % 2] FROM generate_series(1, 60) AS n;
