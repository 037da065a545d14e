-- What leaves has partitions of its own, and new ones want their names.
CREATE TABLE turns (id integer NOT NULL, ward text NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE turns_1 PARTITION OF turns FOR VALUES FROM (0) TO (100) PARTITION BY LIST (ward);
CREATE TABLE turns_a PARTITION OF turns_1 FOR VALUES IN ('A');
CREATE TABLE turns_2 PARTITION OF turns FOR VALUES FROM (100) TO (200) PARTITION BY LIST (ward);
CREATE TABLE turns_b PARTITION OF turns_2 FOR VALUES IN ('B');
CREATE INDEX turns_b_ward ON turns_b (ward);
-- As written by who attached it without a scan, and left there: what a detach leaves behind looks alike.
ALTER TABLE turns_2 ADD CONSTRAINT turns_2_mine CHECK (id IS NOT NULL AND id >= 100 AND id < 200);
