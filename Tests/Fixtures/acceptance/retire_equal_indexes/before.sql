-- Of two indexes that are alike the older one goes, and a partition: on the way back that index is the younger.
CREATE TABLE taps (id integer NOT NULL, ward text NOT NULL) PARTITION BY RANGE (id);
CREATE INDEX taps_first ON taps (ward);
CREATE INDEX taps_second ON taps (ward);
CREATE TABLE taps_1 PARTITION OF taps FOR VALUES FROM (0) TO (100);
CREATE TABLE taps_2 PARTITION OF taps FOR VALUES FROM (100) TO (200) PARTITION BY LIST (ward);
CREATE TABLE taps_2_a PARTITION OF taps_2 FOR VALUES IN ('A');
