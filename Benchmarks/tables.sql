CREATE TABLE t (id bigint, at integer NOT NULL, a text, b uuid, c numeric, PRIMARY KEY (id, at))
  PARTITION BY RANGE (at);
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b, at) WHERE c > 0;
CREATE INDEX t_c ON t (lower(a));
-- \gexec sends each statement on its own: one transaction could not lock so many tables.
SELECT format('CREATE TABLE t_%s PARTITION OF t FOR VALUES FROM (%s) TO (%s)', n, n, n + 1)
  FROM generate_series(1, :n) AS n
\gexec
