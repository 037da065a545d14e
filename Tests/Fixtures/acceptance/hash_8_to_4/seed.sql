INSERT INTO kv SELECT 'key ' || n, n, 'value' FROM generate_series(1, 300) AS n;
