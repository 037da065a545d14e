-- PostgreSQL words IN over varchar otherwise each of the first two times.
CREATE TABLE people (id integer PRIMARY KEY, role varchar(20) NOT NULL);
CREATE INDEX people_staff ON people (id) WHERE role IN ('doctor', 'nurse');
