INSERT INTO patients VALUES ('1234-a');
INSERT INTO visits SELECT n, '1234-a', '2026-01-01'::date + n FROM generate_series(1, 20) AS n;
