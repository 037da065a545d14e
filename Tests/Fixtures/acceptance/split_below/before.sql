-- Partitions of one partition are split and merged, below a hash and beside a default partition.
CREATE TABLE events (id integer NOT NULL, day date NOT NULL, body jsonb, PRIMARY KEY (id, day)) PARTITION BY HASH (id);
CREATE TABLE events_0 PARTITION OF events FOR VALUES WITH (MODULUS 2, REMAINDER 0) PARTITION BY RANGE (day);
CREATE TABLE events_1 PARTITION OF events FOR VALUES WITH (MODULUS 2, REMAINDER 1) PARTITION BY RANGE (day);
CREATE TABLE events_0_old PARTITION OF events_0 FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE events_0_new PARTITION OF events_0 FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE events_0_rest PARTITION OF events_0 DEFAULT;
CREATE TABLE events_1_all PARTITION OF events_1 FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
CREATE INDEX events_day ON events (day);
