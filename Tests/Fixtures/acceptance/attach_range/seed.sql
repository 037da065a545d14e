INSERT INTO visits (visited_on, minutes, code, note)
  SELECT '2025-11-15'::date + n, n, 'c' || n, repeat('x', n) FROM generate_series(1, 120) AS n;
INSERT INTO letters SELECT id FROM visits;
