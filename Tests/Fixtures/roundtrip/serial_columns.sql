-- Sequences of serial columns come with the table.
CREATE TABLE t (id bigserial, n serial, s text NOT NULL, PRIMARY KEY (id, s)) PARTITION BY LIST (s);
CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a');
