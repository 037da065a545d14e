-- A partition gets a second index of the same definition; the first one keeps its name.
CREATE TABLE t (id integer NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE t_2025 PARTITION OF t FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX t_2025_second ON t_2025 (id);
