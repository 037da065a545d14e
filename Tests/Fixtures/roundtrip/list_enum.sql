CREATE TYPE mood AS ENUM ('sad', 'so-so', 'very happy');
CREATE TABLE t (id integer, m mood) PARTITION BY LIST (m);
CREATE TABLE t_sad PARTITION OF t FOR VALUES IN ('sad');
CREATE TABLE t_other PARTITION OF t FOR VALUES IN ('so-so', 'very happy');
