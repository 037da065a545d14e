\set id random(1,50)
\set c random(1,1000)
BEGIN;
SELECT * FROM orders WHERE id = :id FOR UPDATE;
UPDATE orders SET customer = :c WHERE id = :id;
UPDATE twin SET customer = :c WHERE id = :id;
COMMIT;
