CREATE TABLE t (id integer, s text, n integer, PRIMARY KEY (s, id), UNIQUE (n, s), CONSTRAINT "Odd Key" UNIQUE (id, n, s)) PARTITION BY LIST (s);
CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a');
