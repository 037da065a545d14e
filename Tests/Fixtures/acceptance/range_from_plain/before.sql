-- GENERATED ALWAYS identity, a stored generated column, a dropped column, odd column storage.
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) PRIMARY KEY,
  gone text,
  visited_on date NOT NULL,
  minutes integer NOT NULL DEFAULT 15,
  hours numeric GENERATED ALWAYS AS (minutes / 60.0) STORED,
  note text COLLATE "C"
);
ALTER TABLE visits DROP COLUMN gone;
ALTER TABLE visits ALTER COLUMN note SET STORAGE EXTERNAL;
ALTER TABLE visits ALTER COLUMN note SET STATISTICS 200;
ALTER TABLE visits ALTER COLUMN minutes SET (n_distinct = 50);
ALTER TABLE visits ADD CONSTRAINT visits_minutes CHECK (minutes > 0) NOT VALID;
