CREATE TABLE n (id integer NOT NULL, at date NOT NULL, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE n_2024 PARTITION OF n FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE n_2025 PARTITION OF n FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- The name goes over to a partition that comes, and to one that stays.
CREATE INDEX n_note ON n_2024 (note);
CREATE INDEX n_at ON n_2024 (at);
