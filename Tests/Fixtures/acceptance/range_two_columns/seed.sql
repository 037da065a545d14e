INSERT INTO measures (station, taken_at, value)
  SELECT n % 30, '2026-01-01 00:00:00+00'::timestamptz + n * '1 hour'::interval, n
  FROM generate_series(1, 300) AS n;
INSERT INTO measures (station, taken_at, value) VALUES (9, 'infinity', 'NaN'), (25, '-infinity', '-0');
