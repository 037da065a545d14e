UPDATE kv SET v = 'x' WHERE k::int % 4 = 0;
INSERT INTO kv SELECT 'new' || n FROM generate_series(1, 10) AS n;
