CREATE TABLE j (id integer, a integer, state text) PARTITION BY LIST (state);
CREATE TABLE j_x PARTITION OF j FOR VALUES IN ('x');
CREATE TABLE j_w PARTITION OF j FOR VALUES IN ('w');
CREATE INDEX j_idx ON j (a);
CREATE INDEX j_gone ON j (id);
CREATE INDEX j_stays ON j (state);
CREATE INDEX j_x_local ON j_x (id);
COMMENT ON INDEX j_idx IS 'keep me';
