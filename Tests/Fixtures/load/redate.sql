\set id random(1,70000)
\set n random(0,89)
BEGIN;
SELECT pg_advisory_xact_lock_shared(:id);
UPDATE orders SET day = date '2026-01-01' + :n::int WHERE id = :id;
UPDATE twin SET day = date '2026-01-01' + :n::int WHERE id = :id;
COMMIT;
