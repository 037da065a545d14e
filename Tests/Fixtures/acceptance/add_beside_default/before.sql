-- Rows of the new partition sit in the default one and must move.
CREATE TABLE tickets (id integer, state text NOT NULL, PRIMARY KEY (id, state)) PARTITION BY LIST (state);
CREATE TABLE tickets_open PARTITION OF tickets FOR VALUES IN ('open');
CREATE TABLE tickets_other PARTITION OF tickets DEFAULT;
CREATE INDEX tickets_id ON tickets (id);
