\set id random(1,70000)
BEGIN;
SELECT pg_advisory_xact_lock_shared(:id);
DELETE FROM orders WHERE id = :id;
DELETE FROM twin WHERE id = :id;
COMMIT;
