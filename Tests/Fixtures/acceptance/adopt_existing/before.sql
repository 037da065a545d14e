-- A stand-alone table of the declared name becomes the partition, with its rows.
CREATE TABLE n (id integer, at date NOT NULL, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE n_2026 PARTITION OF n FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX n_at_idx ON n (at);
CREATE TABLE n_2025 (id integer NOT NULL, at date NOT NULL, note text);
COMMENT ON TABLE n_2025 IS 'loaded by hand';
