INSERT INTO p SELECT n, n, date '2026-01-01' + n FROM generate_series(1, 60) AS n;
