-- One partition gets another bound, and indexes change beside; no row is copied.
CREATE TABLE tolls (id integer NOT NULL, km integer NOT NULL, plate text) PARTITION BY RANGE (km);
CREATE TABLE tolls_near PARTITION OF tolls FOR VALUES FROM (0) TO (100);
CREATE TABLE tolls_far PARTITION OF tolls FOR VALUES FROM (100) TO (200);
CREATE INDEX tolls_plate ON tolls (plate);
