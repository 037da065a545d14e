-- Rows of the default partition get partitions of their own, beside readers and writers.
CREATE TABLE calls (id integer NOT NULL, country text, length integer, PRIMARY KEY (id, country)) PARTITION BY LIST (country);
CREATE TABLE calls_de PARTITION OF calls FOR VALUES IN ('de', 'at');
CREATE TABLE calls_rest PARTITION OF calls DEFAULT;
CREATE INDEX calls_length ON calls (length);
CREATE INDEX calls_rest_country ON calls_rest (country);
COMMENT ON TABLE calls_rest IS 'all others';
