\set id random(1,70000)
\set s random(0,2)
BEGIN;
SELECT pg_advisory_xact_lock_shared(:id);
UPDATE orders SET status = (ARRAY['new','paid','done'])[1+:s] WHERE id = :id;
UPDATE twin SET status = (ARRAY['new','paid','done'])[1+:s] WHERE id = :id;
COMMIT;
