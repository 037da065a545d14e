INSERT INTO cache SELECT n, repeat('y', 100) FROM generate_series(1, 100) AS n;
