-- Two months become one, and the index that one of them had for itself goes.
CREATE TABLE visits (id bigint NOT NULL, day date NOT NULL, note text) PARTITION BY RANGE (day);
ALTER TABLE visits ADD CONSTRAINT visits_key UNIQUE (day, id);
CREATE TABLE visits_01 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE visits_02 PARTITION OF visits FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE visits_03 PARTITION OF visits FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
CREATE TABLE visits_04 PARTITION OF visits FOR VALUES FROM ('2026-04-01') TO ('2026-05-01');
CREATE INDEX visits_02_note ON visits_02 (note);
