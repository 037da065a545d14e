\set id random(1,70000)
BEGIN;
DELETE FROM orders WHERE id = :id;
DELETE FROM twin WHERE id = :id;
COMMIT;
