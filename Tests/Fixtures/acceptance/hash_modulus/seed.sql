INSERT INTO kv SELECT n, n FROM generate_series(1, 100) AS n;
