-- An index that a partition with partitions has for itself, beside an equal one of the table.
CREATE TABLE t (a integer, b integer) PARTITION BY LIST (a);
CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1) PARTITION BY LIST (b);
CREATE TABLE t_1_1 PARTITION OF t_1 FOR VALUES IN (1);
CREATE TABLE t_1_2 PARTITION OF t_1 FOR VALUES IN (2) PARTITION BY LIST (a);
CREATE TABLE t_1_2_1 PARTITION OF t_1_2 FOR VALUES IN (1);
CREATE INDEX t_idx ON t (b);
CREATE INDEX t_1_idx ON t_1 (b);
CREATE INDEX t_1_2_idx ON t_1_2 (a);
