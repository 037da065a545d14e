-- All partitions of two levels leave and others come, while an index comes and a key is replaced.
CREATE TABLE l (id integer NOT NULL, region text NOT NULL, at date NOT NULL, PRIMARY KEY (at, region, id)) PARTITION BY LIST (region);
CREATE TABLE l_de PARTITION OF l FOR VALUES IN ('de') PARTITION BY RANGE (at);
CREATE TABLE l_de_2025 PARTITION OF l_de FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
