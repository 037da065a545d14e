CREATE TABLE parcels (id integer, state text NOT NULL, sent date NOT NULL, PRIMARY KEY (id, state)) PARTITION BY LIST (state);
CREATE TABLE parcels_new PARTITION OF parcels FOR VALUES IN ('new');
CREATE TABLE parcels_sent PARTITION OF parcels FOR VALUES IN ('sent', 'lost');
CREATE INDEX parcels_sent_idx ON parcels (sent);
