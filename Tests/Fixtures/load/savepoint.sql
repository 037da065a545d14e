\set id random(1,70000)
BEGIN;
SELECT pg_advisory_xact_lock_shared(:id);
SAVEPOINT a;
DELETE FROM orders WHERE id = :id;
ROLLBACK TO a;
UPDATE orders SET note = 's' WHERE id = :id;
UPDATE twin SET note = 's' WHERE id = :id;
COMMIT;
