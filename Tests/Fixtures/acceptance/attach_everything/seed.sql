INSERT INTO clients VALUES (1), (2);
INSERT INTO orders (state, client_id, amount)
  SELECT CASE WHEN n % 2 = 0 THEN 'open' ELSE 'done' END, 1 + n % 2, n FROM generate_series(1, 50) AS n;
INSERT INTO invoices SELECT id FROM orders;
