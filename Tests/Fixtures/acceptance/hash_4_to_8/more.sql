UPDATE kv SET k = 'other ' || n WHERE n < 40;
DELETE FROM kv WHERE n BETWEEN 50 AND 60;
INSERT INTO kv SELECT 'more ' || n, n, 'more' FROM generate_series(400, 440) AS n;
