-- Rows of this table can be made up only where the foreign key is NULL, and not of every price.
CREATE TABLE currencies (code text PRIMARY KEY CHECK (code ~ '^[A-Z]{3}$'));
CREATE TYPE span AS (low integer, high integer);
CREATE TABLE prices (
  id integer PRIMARY KEY,
  currency text REFERENCES currencies,
  paid boolean NOT NULL,
  length span,
  tenths numeric(1, 1) CHECK (tenths < 0.5)
);
