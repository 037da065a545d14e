CREATE TABLE t (id integer, s text) PARTITION BY LIST (s);
CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a');
CREATE INDEX t_all ON ONLY t (id);
CREATE INDEX my_own_name ON t_a (id);
ALTER INDEX t_all ATTACH PARTITION my_own_name;
