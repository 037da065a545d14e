-- The index stands on the parent and on one of two partitions only.
CREATE TABLE q (id integer, state text) PARTITION BY LIST (state);
CREATE TABLE q_x PARTITION OF q FOR VALUES IN ('x');
CREATE TABLE q_w PARTITION OF q FOR VALUES IN ('w');
CREATE INDEX q_idx ON ONLY q (id);
CREATE INDEX q_x_idx ON q_x (id);
ALTER INDEX q_idx ATTACH PARTITION q_x_idx;
