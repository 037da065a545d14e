CREATE TABLE cache (id integer PRIMARY KEY, body text) WITH (fillfactor = 70, autovacuum_enabled = off);
