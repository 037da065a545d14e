INSERT INTO t SELECT n, date '2025-01-01' + n FROM generate_series(0, 60) AS n;
