INSERT INTO orders (state, client_id, amount) VALUES ('odd', 1, 5), ('cancelled', 2, 7);
UPDATE orders SET amount = amount + 1 WHERE id <= 3;
DELETE FROM orders WHERE id = 20;
