INSERT INTO people SELECT chr(65 + n % 26) || n, '1990-01-01'::date + n FROM generate_series(1, 100) AS n;
