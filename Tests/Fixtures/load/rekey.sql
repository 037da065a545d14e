\set id random(1,70000)
SELECT nextval('ids') AS new \gset
BEGIN;
SELECT pg_advisory_xact_lock_shared(:id), pg_advisory_xact_lock(:new);
UPDATE orders SET id = :new WHERE id = :id;
UPDATE twin SET id = :new WHERE id = :id;
COMMIT;
