CREATE TABLE c (id integer, code text) PARTITION BY LIST (code);
CREATE TABLE c_a PARTITION OF c FOR VALUES IN ('a', 'b');
