SELECT nextval('ids') AS first \gset
BEGIN;
INSERT INTO orders (id, customer) SELECT 1000000000 + :first::bigint * 100 + g, g FROM generate_series(1, 50) AS g;
INSERT INTO twin (id, customer) SELECT 1000000000 + :first::bigint * 100 + g, g FROM generate_series(1, 50) AS g;
COMMIT;
