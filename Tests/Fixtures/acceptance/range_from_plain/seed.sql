INSERT INTO visits (visited_on, minutes, note)
  SELECT '2025-11-15'::date + n, n, repeat('x', n) FROM generate_series(1, 120) AS n;
