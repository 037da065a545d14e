\set id random(1,70000)
\set s random(0,2)
BEGIN;
UPDATE orders SET status = (ARRAY['new','paid','done'])[1+:s] WHERE id = :id;
UPDATE twin SET status = (ARRAY['new','paid','done'])[1+:s] WHERE id = :id;
COMMIT;
