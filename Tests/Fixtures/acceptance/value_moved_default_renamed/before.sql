-- A value gets a partition of its own while the default partition, which keeps its rows, gets another name.
CREATE TABLE calls (
  number bigint NOT NULL, country text NOT NULL, note text, PRIMARY KEY (number, country)
) PARTITION BY LIST (country);
CREATE TABLE calls_east PARTITION OF calls FOR VALUES IN ('pl', 'cz', 'de');
CREATE TABLE calls_rest PARTITION OF calls DEFAULT;
