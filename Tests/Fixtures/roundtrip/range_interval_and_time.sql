CREATE TABLE t (i interval, c time) PARTITION BY RANGE (i, c);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('1 day', '00:00') TO ('1 mon 2 days 03:04:05.678', '24:00:00');
