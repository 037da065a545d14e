CREATE TABLE t (f double precision, r real) PARTITION BY RANGE (f, r);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('-Infinity', 0.1) TO (1e-300, 1.5);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (1e-300, 1.5) TO ('NaN', 'Infinity');
