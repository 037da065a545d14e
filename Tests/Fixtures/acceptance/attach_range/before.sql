-- The table becomes the partition of all that was before; its key, which others use, is exchanged.
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) PRIMARY KEY,
  gone text,
  visited_on date,
  minutes integer NOT NULL DEFAULT 15 CONSTRAINT visits_minutes CHECK (minutes > 0),
  hours numeric GENERATED ALWAYS AS (minutes / 60.0) STORED,
  code text NOT NULL CONSTRAINT visits_code UNIQUE,
  note text COLLATE "C"
);
ALTER TABLE visits DROP COLUMN gone;
ALTER TABLE visits ALTER COLUMN note SET STORAGE EXTERNAL;
CREATE INDEX visits_long ON visits (lower(note)) WHERE minutes > 60;
CREATE INDEX ON visits (minutes);
CREATE TABLE letters (visit_id bigint CONSTRAINT letters_visit REFERENCES visits (id));
CREATE VIEW long_visits AS SELECT id, visited_on FROM visits WHERE minutes > 60;
