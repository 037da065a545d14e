-- The referenced key does not stay unique; the file says that the key pointing here may go.
CREATE TABLE accounts (id integer PRIMARY KEY, kind text NOT NULL, email text UNIQUE);
CREATE TABLE sessions (
  id integer PRIMARY KEY,
  account_id integer CONSTRAINT sessions_account REFERENCES accounts (id) ON DELETE SET NULL
);
