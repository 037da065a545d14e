-- Other bounds under the same names.
CREATE TABLE ledger (id integer NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE ledger_a PARTITION OF ledger FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE ledger_b PARTITION OF ledger FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
CREATE INDEX ledger_a_local ON ledger_a (at);
