-- A partition's name is that of a partition of another level in the new layout.
CREATE TABLE n (id integer NOT NULL, region text NOT NULL, at date NOT NULL, PRIMARY KEY (id, region, at)) PARTITION BY LIST (region);
CREATE TABLE n_eu PARTITION OF n FOR VALUES IN ('de');
CREATE TABLE n_old PARTITION OF n FOR VALUES IN ('fr');
