CREATE DOMAIN code AS text CHECK (value <> '');
CREATE TABLE t (id integer, c code) PARTITION BY LIST (c);
CREATE TABLE t_x PARTITION OF t FOR VALUES IN ('x');
