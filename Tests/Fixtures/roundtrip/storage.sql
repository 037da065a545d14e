CREATE TABLE t (id integer, s text) PARTITION BY LIST (s);
CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a') WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_vacuum_threshold = 100);
CREATE TABLE t_b PARTITION OF t FOR VALUES IN ('b') WITH (autovacuum_vacuum_scale_factor = 0.05);
