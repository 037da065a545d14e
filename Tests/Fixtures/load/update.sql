\set id random(1,70000)
\set c random(1,1000)
BEGIN;
UPDATE orders SET customer = :c, note = null, changed = now() WHERE id = :id;
UPDATE twin SET customer = :c, note = null, changed = now() WHERE id = :id;
COMMIT;
