INSERT INTO tickets SELECT n, (ARRAY['open', 'closed', 'odd'])[1 + n % 3] FROM generate_series(1, 90) AS n;
