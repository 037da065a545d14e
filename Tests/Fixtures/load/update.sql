\set id random(1,70000)
\set c random(1,1000)
BEGIN;
SELECT pg_advisory_xact_lock_shared(:id);
UPDATE orders SET customer = :c, note = null, changed = now() WHERE id = :id;
UPDATE twin SET customer = :c, note = null, changed = now() WHERE id = :id;
COMMIT;
