INSERT INTO people SELECT n, (ARRAY['doctor', 'nurse', 'x'])[1 + n % 3] FROM generate_series(1, 30) AS n;
