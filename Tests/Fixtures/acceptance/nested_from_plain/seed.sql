INSERT INTO stays (region, stayed_on, bed)
  SELECT (ARRAY['de', 'fr', 'us', 'zz'])[1 + n % 4], '2025-12-20'::date + n % 60, n FROM generate_series(1, 240) AS n;
