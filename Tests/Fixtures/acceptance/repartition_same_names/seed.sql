INSERT INTO ledger SELECT n, '2025-01-01'::date + n * 5 FROM generate_series(1, 150) AS n;
