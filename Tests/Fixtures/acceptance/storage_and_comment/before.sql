CREATE TABLE z (id integer, state text) PARTITION BY LIST (state);
CREATE TABLE z_x PARTITION OF z FOR VALUES IN ('x') WITH (fillfactor = 70, autovacuum_enabled = off);
CREATE TABLE z_w PARTITION OF z FOR VALUES IN ('w');
COMMENT ON TABLE z_x IS 'before';
