-- No row can be made up: the foreign key wants a target whose shape only a person knows.
CREATE TABLE patients (number text PRIMARY KEY CHECK (number ~ '^[0-9]{4}-[a-f]$'));
CREATE TABLE visits (
  id integer PRIMARY KEY,
  patient text NOT NULL REFERENCES patients,
  visited_on date NOT NULL
);
