-- A month is split, and other things change beside: another key, an index more and one less, a place
-- below another month, and a name.
CREATE TABLE stays (id bigint NOT NULL, day date NOT NULL, ward text NOT NULL, note text) PARTITION BY RANGE (day);
ALTER TABLE stays ADD CONSTRAINT stays_pkey PRIMARY KEY (id, day, ward);
CREATE INDEX stays_note ON stays (note);
CREATE TABLE stays_01 PARTITION OF stays FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE stays_02 PARTITION OF stays FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE stays_03 PARTITION OF stays FOR VALUES FROM ('2026-03-01') TO ('2026-04-01') PARTITION BY LIST (ward);
CREATE TABLE stays_03_a PARTITION OF stays_03 FOR VALUES IN ('A');
CREATE TABLE stays_04 PARTITION OF stays FOR VALUES FROM ('2026-04-01') TO ('2026-05-01');
COMMENT ON INDEX stays_02_note_idx IS 'goes and comes back with its partition';
