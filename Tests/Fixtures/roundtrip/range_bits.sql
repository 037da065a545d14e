CREATE TABLE t (b bit varying(8), m macaddr) PARTITION BY RANGE (b, m);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('0', '08:00:2b:01:02:03') TO ('11', 'ff:00:2b:01:02:03');
