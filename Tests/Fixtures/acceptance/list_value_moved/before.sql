-- Values go from one partition to another; a third stays where it is.
CREATE TABLE calls (
  number bigint GENERATED ALWAYS AS IDENTITY, country text NOT NULL, note text, PRIMARY KEY (number, country)
) PARTITION BY LIST (country);
CREATE TABLE calls_east PARTITION OF calls FOR VALUES IN ('pl', 'cz', 'de');
CREATE TABLE calls_west PARTITION OF calls FOR VALUES IN ('fr', 'be');
CREATE TABLE calls_north PARTITION OF calls FOR VALUES IN ('se');
