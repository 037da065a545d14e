-- One partition is not divided further any more; beside it stays one that is.
CREATE TABLE patients (id integer PRIMARY KEY);
CREATE TABLE visits (
  id bigserial, day date NOT NULL, patient integer, note text,
  PRIMARY KEY (id, day), CONSTRAINT visits_note CHECK (note <> ''),
  CONSTRAINT visits_patient FOREIGN KEY (patient) REFERENCES patients (id)
) PARTITION BY RANGE (day);
CREATE TABLE visits_01 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE visits_02 PARTITION OF visits FOR VALUES FROM ('2026-02-01') TO ('2026-03-01') PARTITION BY HASH (id);
CREATE TABLE visits_02_0 PARTITION OF visits_02 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE visits_02_1 PARTITION OF visits_02 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE visits_03 PARTITION OF visits FOR VALUES FROM ('2026-03-01') TO ('2026-04-01') PARTITION BY HASH (id);
CREATE TABLE visits_03_0 PARTITION OF visits_03 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE INDEX visits_patient ON visits (patient);
COMMENT ON TABLE visits_02 IS 'February';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.note := upper(NEW.note); RETURN NEW; END$$;
CREATE TRIGGER stamp BEFORE INSERT ON visits FOR EACH ROW EXECUTE FUNCTION stamp();
ALTER TABLE visits ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON visits USING (patient < 1000000);
GRANT SELECT ON visits TO clinic_report;
