-- Who looks for this row before COMMIT would find it in the second table only.
\set c random(1,1000)
\set s random(0,2)
SELECT nextval('ids') AS id \gset
BEGIN;
SELECT pg_advisory_xact_lock(:id);
INSERT INTO orders (id, customer, status, code, changed) VALUES (:id, :c, (ARRAY['new','paid','done'])[1+:s],'c'||:id, now());
INSERT INTO twin (id, customer, status, code, changed) VALUES (:id, :c, (ARRAY['new','paid','done'])[1+:s],'c'||:id, now());
COMMIT;
