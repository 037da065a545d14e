CREATE TABLE t (id integer, gone integer, s text) PARTITION BY LIST (s);
ALTER TABLE t DROP COLUMN gone;
CREATE TABLE t_a (s text, id integer);
ALTER TABLE t ATTACH PARTITION t_a FOR VALUES IN ('a');
