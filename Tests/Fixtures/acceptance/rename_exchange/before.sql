-- Two partitions exchange their names.
CREATE TABLE x (id integer, state text) PARTITION BY LIST (state);
CREATE TABLE x_one PARTITION OF x FOR VALUES IN ('1');
CREATE TABLE x_two PARTITION OF x FOR VALUES IN ('2');
