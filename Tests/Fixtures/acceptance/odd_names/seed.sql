INSERT INTO "Praxis für Zähne"."Termin ""Liste"""
  SELECT n, CASE n % 3 WHEN 0 THEN 'O''Brien' WHEN 1 THEN '\n' ELSE 'no' END, '%s', '🦷' FROM generate_series(1, 30) AS n;
