-- Partitions are split below one partition and merged below another; a third one does not notice.
CREATE TABLE visits (id bigint NOT NULL, region text NOT NULL, day date NOT NULL, note text, PRIMARY KEY (id, region, day)) PARTITION BY LIST (region);
CREATE TABLE visits_eu PARTITION OF visits FOR VALUES IN ('de', 'fr') PARTITION BY RANGE (day);
CREATE TABLE visits_us PARTITION OF visits FOR VALUES IN ('us') PARTITION BY RANGE (day);
CREATE TABLE visits_jp PARTITION OF visits FOR VALUES IN ('jp') PARTITION BY RANGE (day);
CREATE TABLE visits_eu_h1 PARTITION OF visits_eu FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE visits_eu_h2 PARTITION OF visits_eu FOR VALUES FROM ('2026-07-01') TO ('2027-01-01') WITH (fillfactor = 90);
CREATE TABLE visits_us_q1 PARTITION OF visits_us FOR VALUES FROM ('2026-01-01') TO ('2026-04-01');
CREATE TABLE visits_us_q2 PARTITION OF visits_us FOR VALUES FROM ('2026-04-01') TO ('2026-07-01');
CREATE TABLE visits_us_rest PARTITION OF visits_us DEFAULT;
CREATE TABLE visits_jp_h1 PARTITION OF visits_jp FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
CREATE TABLE visits_jp_h2 PARTITION OF visits_jp FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
CREATE INDEX visits_day ON visits (day);
CREATE INDEX visits_eu_note ON visits_eu_h2 (note);
