INSERT INTO patients SELECT generate_series(1, 20);
INSERT INTO visits (day, patient, note)
  SELECT date '2026-01-01' + n % 58, 1 + n % 20, 'note ' || n FROM generate_series(1, 200) AS n;
