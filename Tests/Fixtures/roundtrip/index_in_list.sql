-- PostgreSQL words IN over varchar otherwise each of the first two times.
CREATE TABLE t (id integer, role varchar(20), CHECK (role IN ('a', 'b'))) PARTITION BY LIST (role);
CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a');
CREATE INDEX t_some ON t (id) WHERE role IN ('a', 'b');
CREATE INDEX t_expr ON t ((role IN ('a', 'b')));
CREATE INDEX t_local ON t_a (id) WHERE role NOT IN ('x', 'y');
