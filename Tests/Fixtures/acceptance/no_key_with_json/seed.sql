INSERT INTO events SELECT CASE n % 3 WHEN 0 THEN NULL WHEN 1 THEN 'a' ELSE 'b' END,
  json_build_object('n', n), '2026-01-01' FROM generate_series(1, 40) AS n;
INSERT INTO events SELECT * FROM events WHERE kind = 'a';
