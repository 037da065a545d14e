\set id random(1,60000)
\set c random(1,1000)
BEGIN;
-- A row may come into the partition between the two statements.
SELECT pg_advisory_xact_lock(:id);
UPDATE orders_new SET customer = :c WHERE id = :id;
UPDATE twin SET customer = :c WHERE id = :id AND status = 'new';
COMMIT;
