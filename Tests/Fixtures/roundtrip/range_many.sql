CREATE TABLE t (id bigint, at date) PARTITION BY RANGE (at);
CREATE INDEX t_id ON t (id);
DO $$ BEGIN FOR i IN 0..59 LOOP
  EXECUTE format('CREATE TABLE t_%s PARTITION OF t FOR VALUES FROM (%L) TO (%L)',
    to_char('2024-01-01'::date + i * '1 month'::interval, 'YYYY_MM'),
    ('2024-01-01'::date + i * '1 month'::interval)::date, ('2024-01-01'::date + (i + 1) * '1 month'::interval)::date);
END LOOP; END $$;
