INSERT INTO visits (day, code, note) SELECT date '2026-01-01' + n % 100, n, 'note ' || n FROM generate_series(1, 500) AS n;
