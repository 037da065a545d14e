INSERT INTO v SELECT n, 'eu', '2026-01-01' FROM generate_series(1, 10) AS n;
INSERT INTO v SELECT n, 'us', '2026-01-01' FROM generate_series(1, 10) AS n;
