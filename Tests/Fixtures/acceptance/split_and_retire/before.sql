-- A month is split while another one leaves and an index goes.
CREATE TABLE beds (id bigint NOT NULL, day date NOT NULL, note text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE INDEX beds_note ON beds (note);
CREATE TABLE beds_01 PARTITION OF beds FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE beds_02 PARTITION OF beds FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE beds_03 PARTITION OF beds FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
