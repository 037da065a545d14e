INSERT INTO u SELECT n, date '2025-01-01' + n, n, n FROM generate_series(1, 600) AS n;
