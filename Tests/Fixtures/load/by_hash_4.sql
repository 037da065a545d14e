-- By hash, 4 partitions.
DROP TABLE orders;
CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL, status text NOT NULL DEFAULT 'new', code text, note text, changed timestamptz) PARTITION BY HASH (id);
CREATE TABLE orders_0 PARTITION OF orders FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE orders_1 PARTITION OF orders FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE orders_2 PARTITION OF orders FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE orders_3 PARTITION OF orders FOR VALUES WITH (MODULUS 4, REMAINDER 3);
CREATE INDEX orders_customer_idx ON orders (customer);
INSERT INTO orders TABLE twin;
