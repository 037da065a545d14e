CREATE SEQUENCE ids START 60001;
CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL, status text NOT NULL DEFAULT 'new', code text UNIQUE, note text, changed timestamptz);
CREATE INDEX orders_customer_idx ON orders (customer);
INSERT INTO orders SELECT g, g%1000, (ARRAY['new','paid','done'])[1+g%3], 'c'||g, repeat('x',50), now() FROM generate_series(1,60000) g;
CREATE TABLE twin (LIKE orders INCLUDING ALL);
INSERT INTO twin TABLE orders;
