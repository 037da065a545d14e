-- By month; what is new comes into February.
DROP TABLE orders;
ALTER TABLE twin ADD COLUMN day date NOT NULL DEFAULT '2026-02-14';
UPDATE twin SET day = date '2026-01-01' + (id % 90)::int;
CREATE TABLE orders (id bigint, customer int NOT NULL, status text NOT NULL DEFAULT 'new', code text, note text, changed timestamptz, day date NOT NULL DEFAULT '2026-02-14', PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE orders_2026_01 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE orders_2026_02 PARTITION OF orders FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE orders_2026_03 PARTITION OF orders FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
CREATE INDEX orders_customer_idx ON orders (customer);
INSERT INTO orders TABLE twin;
