\set id random(1,70000)
SELECT nextval('ids') AS new \gset
BEGIN;
UPDATE orders SET id = :new WHERE id = :id;
UPDATE twin SET id = :new WHERE id = :id;
COMMIT;
