CREATE TABLE d (id integer, state text) PARTITION BY LIST (state);
CREATE TABLE d_a PARTITION OF d FOR VALUES IN ('a');
