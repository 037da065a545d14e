-- A key of two columns, timestamptz, a serial column that the sequence follows.
CREATE TABLE measures (
  id serial PRIMARY KEY,
  station integer NOT NULL,
  taken_at timestamptz NOT NULL,
  value double precision
);
