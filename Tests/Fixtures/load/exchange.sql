\set a random(51,20000)
\set b :a + 1
BEGIN;
SELECT id FROM orders WHERE id IN (:a, :b) ORDER BY id FOR UPDATE;
UPDATE orders SET code = 'tmp'||:a WHERE id = :a;
UPDATE orders SET code = 'x'||:a||'-'||:b WHERE id = :b;
UPDATE orders SET code = 'x'||:b||'-'||:a WHERE id = :a;
UPDATE twin SET code = 'x'||:a||'-'||:b WHERE id = :b;
UPDATE twin SET code = 'x'||:b||'-'||:a WHERE id = :a;
COMMIT;
