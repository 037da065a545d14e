INSERT INTO q SELECT n, (ARRAY['x', 'w'])[1 + n % 2] FROM generate_series(1, 60) AS n;
