INSERT INTO currencies VALUES ('EUR');
INSERT INTO prices SELECT n, 'EUR', n % 2 = 0, ROW(n, n + 1)::span, 0.1 FROM generate_series(1, 20) AS n;
