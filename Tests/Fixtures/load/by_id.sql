-- By id, with the newest ids in the default partition.
DROP TABLE orders;
CREATE TABLE orders (id bigint PRIMARY KEY, customer int NOT NULL, status text NOT NULL DEFAULT 'new', code text, note text, changed timestamptz) PARTITION BY RANGE (id);
CREATE TABLE orders_first PARTITION OF orders FOR VALUES FROM (MINVALUE) TO (40000);
CREATE TABLE orders_rest PARTITION OF orders DEFAULT;
CREATE INDEX orders_customer_idx ON orders (customer);
INSERT INTO orders TABLE twin;
