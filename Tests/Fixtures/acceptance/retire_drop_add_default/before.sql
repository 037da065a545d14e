-- The default partition that comes takes the rows that the one that goes would have taken.
CREATE TABLE d (id integer NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE d_2024 PARTITION OF d FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE d_2025 PARTITION OF d FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
