INSERT INTO visits SELECT n, date '2026-01-01' + n % 120, 'note ' || n FROM generate_series(1, 400) AS n;
