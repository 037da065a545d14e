-- A table divided by day, with four indexes; psql variables first and last count its partitions.
\set QUIET on
SET client_min_messages = warning;
CREATE TABLE IF NOT EXISTS measurement (
  id bigint NOT NULL,
  taken date NOT NULL,
  device integer NOT NULL,
  value numeric(12, 3) DEFAULT 0,
  note text,
  PRIMARY KEY (id, taken)
) PARTITION BY RANGE (taken);
CREATE INDEX IF NOT EXISTS measurement_device ON measurement (device, taken DESC);
CREATE INDEX IF NOT EXISTS measurement_value ON measurement (value) WHERE value > 100;
CREATE INDEX IF NOT EXISTS measurement_note ON measurement (lower(note));
SELECT format(
         'CREATE TABLE measurement_%s PARTITION OF measurement FOR VALUES FROM (%L) TO (%L)',
         to_char(day, 'YYYYMMDD'), day, day + 1)
  FROM generate_series(:first, :last) AS number,
       LATERAL (SELECT date '2000-01-01' + number) AS at(day)
\gexec
