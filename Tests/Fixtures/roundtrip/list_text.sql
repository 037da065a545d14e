CREATE TABLE t (id integer, s text NOT NULL, PRIMARY KEY (id, s)) PARTITION BY LIST (s);
CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a', 'b');
CREATE TABLE t_odd PARTITION OF t FOR VALUES IN ('', ' ', 'null', 'NULL', 'true', 'no', '~', '1e3', '0x1F', '- x', 'a: b', '#', '''', '"', E'\\', E'\n', E'tab\t', 'MINVALUE', '🐘');
CREATE TABLE t_rest PARTITION OF t DEFAULT;
