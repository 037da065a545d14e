-- Whatever can hang on a table that becomes a partition.
CREATE TABLE audit (entry text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN INSERT INTO public.audit VALUES (TG_NAME || ' ' || TG_OP); RETURN NEW; END $$;
CREATE TABLE clients (id integer PRIMARY KEY);
CREATE TABLE orders (
  id bigserial,
  state text NOT NULL,
  client_id integer,
  amount numeric NOT NULL DEFAULT 0,
  placed_at timestamptz NOT NULL DEFAULT '2026-01-01 00:00:00+00',
  CONSTRAINT orders_pk PRIMARY KEY (id),
  CONSTRAINT orders_amount CHECK (amount >= 0),
  CONSTRAINT orders_client FOREIGN KEY (client_id) REFERENCES clients (id) ON UPDATE CASCADE
);
CREATE INDEX orders_open ON orders (placed_at) WHERE state = 'open';
CREATE STATISTICS orders_stats (ndistinct, dependencies) ON state, client_id FROM orders;
ALTER STATISTICS orders_stats SET STATISTICS 500;
CREATE TRIGGER on_insert AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER on_amount BEFORE UPDATE OF amount ON orders FOR EACH ROW
  WHEN (old.amount <> new.amount) EXECUTE FUNCTION note('it''s');
CREATE TRIGGER switched_off AFTER DELETE ON orders FOR EACH STATEMENT EXECUTE FUNCTION note();
CREATE TRIGGER at_any_rate AFTER TRUNCATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION note();
ALTER TABLE orders DISABLE TRIGGER switched_off;
ALTER TABLE orders ENABLE ALWAYS TRIGGER at_any_rate;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders TO clinic_app USING (client_id = 1) WITH CHECK (amount < 1000);
CREATE POLICY never ON orders AS RESTRICTIVE FOR DELETE USING (false);
GRANT SELECT, INSERT ON orders TO clinic_app;
GRANT SELECT (id, state), UPDATE (state) ON orders TO clinic_report WITH GRANT OPTION;
GRANT USAGE ON SEQUENCE orders_id_seq TO clinic_app;
CREATE PUBLICATION orders_feed FOR TABLE orders WITH (publish_via_partition_root);
ALTER TABLE orders REPLICA IDENTITY FULL;
COMMENT ON TABLE orders IS 'What''s ordered; "quoted"
on two lines -- and a dash';
COMMENT ON COLUMN orders.state IS 'open or done';
COMMENT ON CONSTRAINT orders_amount ON orders IS 'no refunds';
COMMENT ON CONSTRAINT orders_pk ON orders IS 'the key';
COMMENT ON INDEX orders_open IS 'the work list';
COMMENT ON TRIGGER on_insert ON orders IS 'counts';
COMMENT ON POLICY own ON orders IS 'only theirs';
COMMENT ON STATISTICS orders_stats IS 'these two belong together';
CREATE TABLE invoices (order_id bigint CONSTRAINT invoices_order REFERENCES orders (id) ON DELETE CASCADE);
CREATE VIEW open_orders AS SELECT id, client_id FROM orders WHERE state <> 'done';
COMMENT ON CONSTRAINT orders_client ON orders IS 'who pays';
