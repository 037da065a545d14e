-- A bound is narrowed behind the last row: no row moves.
CREATE TABLE patients (id integer PRIMARY KEY);
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY, day date NOT NULL, patient integer, note text,
  PRIMARY KEY (id, day), CONSTRAINT visits_note CHECK (note <> ''),
  CONSTRAINT visits_patient FOREIGN KEY (patient) REFERENCES patients (id)
) PARTITION BY RANGE (day);
CREATE TABLE visits_01 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE visits_02 PARTITION OF visits FOR VALUES FROM ('2026-02-01') TO ('2026-04-01') WITH (fillfactor = 80);
CREATE INDEX visits_patient ON visits (patient);
CREATE INDEX visits_02_only ON visits_02 (note);
COMMENT ON TABLE visits_02 IS 'February';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.note := upper(NEW.note); RETURN NEW; END$$;
CREATE TRIGGER stamp BEFORE INSERT ON visits FOR EACH ROW EXECUTE FUNCTION stamp();
ALTER TABLE visits ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON visits USING (patient < 1000000);
ALTER TABLE visits_02 ENABLE ROW LEVEL SECURITY;
CREATE POLICY february ON visits_02 USING (patient > 0);
GRANT SELECT ON visits TO clinic_report;
