-- By status; ids tell rows apart in every layout.
DROP TABLE orders;
CREATE TABLE orders (id bigint, customer int NOT NULL, status text NOT NULL DEFAULT 'new', code text, note text, changed timestamptz, PRIMARY KEY (id, status)) PARTITION BY LIST (status);
CREATE TABLE orders_new PARTITION OF orders FOR VALUES IN ('new');
CREATE TABLE orders_paid PARTITION OF orders FOR VALUES IN ('paid');
CREATE TABLE orders_done PARTITION OF orders FOR VALUES IN ('done');
CREATE INDEX orders_customer_idx ON orders (customer);
INSERT INTO orders TABLE twin;
