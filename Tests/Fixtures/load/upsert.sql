\set id random(1,70000)
\set c random(1,1000)
WITH locked AS (SELECT id, status FROM orders WHERE id = :id FOR UPDATE)
INSERT INTO orders (id, customer, status) SELECT id, :c, status FROM locked ON CONFLICT DO NOTHING;
