-- file: 20260101000000_orders_state_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.orders step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=c892a619 to=44f05ef3 plan=2bb48fa7ccf30865
-- What:    copies public.orders into a table partitioned by list (state) and puts that in its place
--          keeps the old table as public.orders_old
-- Locks:   ACCESS EXCLUSIVE on public.orders, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.clients, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.orders
--          CORRECTNESS: publication orders_feed publishes the partitions under their own names,
--            unless publish_via_partition_root is set
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, state) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-constraint: this file adds it anew, to the table that it is for
--          prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-constraint, prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."orders"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."orders"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, state text, client_id integer, amount numeric, placed_at timestamp with time zone') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.orders changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."orders"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."orders"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."orders"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."orders"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint orders_amount, constraint orders_client, constraint orders_pk, constraint orders_state, index orders_open, index orders_pk, policy never, policy own, trigger at_any_rate, trigger on_amount, trigger on_insert, trigger switched_off') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.orders changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."orders_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."orders" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."orders" RENAME TO "orders_old";

ALTER INDEX "public"."orders_open" RENAME TO "orders_open_old";

ALTER INDEX "public"."orders_pk" RENAME TO "orders_pk_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."orders" (
  "id" bigint DEFAULT nextval('public.orders_id_seq'::regclass) NOT NULL,
  "state" text NOT NULL,
  "client_id" integer,
  "amount" numeric DEFAULT 0 NOT NULL,
  "placed_at" timestamp with time zone DEFAULT '2026-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
  CONSTRAINT "orders_amount" CHECK ((amount >= (0)::numeric))
) PARTITION BY LIST (state);

CREATE TABLE "public"."orders_done" PARTITION OF "public"."orders"
  FOR VALUES IN ('done', 'cancelled');

CREATE TABLE "public"."orders_open_ones" PARTITION OF "public"."orders"
  FOR VALUES IN ('open');

CREATE TABLE "public"."orders_other" PARTITION OF "public"."orders"
  DEFAULT;

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."orders" ("id", "state", "client_id", "amount", "placed_at")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "state", "client_id", "amount", "placed_at"
  FROM "public"."orders_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."orders_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."orders")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.orders_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."orders_other"
  ADD CONSTRAINT "orders_other_pkey" PRIMARY KEY (id, state);

CREATE INDEX "orders_other_placed_at_idx" ON "public"."orders_other" USING btree (placed_at) WHERE (state = 'open'::text);

ALTER TABLE "public"."orders_open_ones"
  ADD CONSTRAINT "orders_open_ones_pkey" PRIMARY KEY (id, state);

CREATE INDEX "orders_open_ones_placed_at_idx" ON "public"."orders_open_ones" USING btree (placed_at) WHERE (state = 'open'::text);

ALTER TABLE "public"."orders_done"
  ADD CONSTRAINT "orders_done_pkey" PRIMARY KEY (id, state);

CREATE INDEX "orders_done_placed_at_idx" ON "public"."orders_done" USING btree (placed_at) WHERE (state = 'open'::text);

ALTER TABLE "public"."orders"
  ADD CONSTRAINT "orders_pk" PRIMARY KEY (id, state);

CREATE INDEX "orders_open" ON "public"."orders" USING btree (placed_at) WHERE (state = 'open'::text);

COMMENT ON CONSTRAINT "orders_pk" ON "public"."orders" IS 'the key';

COMMENT ON INDEX "public"."orders_open" IS 'the work list';

-- 8. What hangs on the table.
ALTER TABLE "public"."orders" OWNER TO "postgres";

GRANT INSERT, SELECT ON TABLE "public"."orders" TO "clinic_app";

GRANT SELECT ("id") ON TABLE "public"."orders" TO "clinic_report" WITH GRANT OPTION;

GRANT SELECT ("state"), UPDATE ("state") ON TABLE "public"."orders" TO "clinic_report" WITH GRANT OPTION;

CREATE POLICY "never" ON "public"."orders"
  AS RESTRICTIVE FOR DELETE TO PUBLIC
  USING (false);

CREATE POLICY "own" ON "public"."orders"
  AS PERMISSIVE FOR ALL TO "clinic_app"
  USING ((client_id = 1))
  WITH CHECK ((amount < (1000)::numeric));

COMMENT ON POLICY "own" ON "public"."orders" IS 'only theirs';

ALTER TABLE "public"."orders" ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE "public"."orders" IS 'What''s ordered; "quoted"
on two lines -- and a dash';

COMMENT ON COLUMN "public"."orders"."state" IS 'open or done';

COMMENT ON CONSTRAINT "orders_amount" ON "public"."orders" IS 'no refunds';

ALTER TABLE "public"."orders" REPLICA IDENTITY FULL;

ALTER TABLE "public"."orders_done" OWNER TO "postgres";

GRANT INSERT, SELECT ON TABLE "public"."orders_done" TO "clinic_app";

ALTER TABLE "public"."orders_done" REPLICA IDENTITY FULL;

ALTER TABLE "public"."orders_open_ones" OWNER TO "postgres";

GRANT INSERT, SELECT ON TABLE "public"."orders_open_ones" TO "clinic_app";

ALTER TABLE "public"."orders_open_ones" REPLICA IDENTITY FULL;

ALTER TABLE "public"."orders_other" OWNER TO "postgres";

GRANT INSERT, SELECT ON TABLE "public"."orders_other" TO "clinic_app";

ALTER TABLE "public"."orders_other" REPLICA IDENTITY FULL;

-- 9. What may exist only once leaves the old table.
DROP TRIGGER "at_any_rate" ON "public"."orders_old";

DROP TRIGGER "on_amount" ON "public"."orders_old";

DROP TRIGGER "on_insert" ON "public"."orders_old";

DROP TRIGGER "switched_off" ON "public"."orders_old";

DROP STATISTICS "public"."orders_stats";

ALTER PUBLICATION "orders_feed" DROP TABLE "public"."orders_old";

ALTER TABLE "public"."orders"
  ADD CONSTRAINT "orders_state" CHECK ((state <> ''::text)) NOT VALID;

CREATE TRIGGER at_any_rate AFTER TRUNCATE ON public.orders FOR EACH STATEMENT EXECUTE FUNCTION public.note();

ALTER TABLE "public"."orders" ENABLE ALWAYS TRIGGER "at_any_rate";

CREATE TRIGGER on_amount BEFORE UPDATE OF amount ON public.orders FOR EACH ROW WHEN ((old.amount <> new.amount)) EXECUTE FUNCTION public.note('it''s');

CREATE TRIGGER on_insert AFTER INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.note();

COMMENT ON TRIGGER "on_insert" ON "public"."orders" IS 'counts';

CREATE TRIGGER switched_off AFTER DELETE ON public.orders FOR EACH STATEMENT EXECUTE FUNCTION public.note();

ALTER TABLE "public"."orders" DISABLE TRIGGER "switched_off";

CREATE STATISTICS "public"."orders_stats" (ndistinct, dependencies) ON state, client_id FROM "public"."orders";

ALTER STATISTICS "public"."orders_stats" SET STATISTICS 500;

ALTER STATISTICS "public"."orders_stats" OWNER TO "postgres";

COMMENT ON STATISTICS "public"."orders_stats" IS 'these two belong together';

ALTER PUBLICATION "orders_feed" ADD TABLE "public"."orders";

ALTER SEQUENCE "public"."orders_id_seq" OWNED BY "public"."orders"."id";

-- 10. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."orders"
  ADD CONSTRAINT "orders_client" FOREIGN KEY (client_id) REFERENCES public.clients(id) ON UPDATE CASCADE;

ALTER TABLE "public"."orders_old" DROP CONSTRAINT "orders_client";

COMMIT;

-- file: 20260101000001_orders_state_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.orders step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=44f05ef3 to=4563e0b5 plan=2bb48fa7ccf30865
-- What:    gathers statistics of public.orders, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.orders, public.orders_done, public.orders_open_ones,
--            public.orders_other, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."orders";

-- file: 20260101000002_orders_state_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.orders step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=4563e0b5 to=f84473a9 plan=2bb48fa7ccf30865
-- What:    drops public.orders_old, the old copy of public.orders
-- Locks:   ACCESS EXCLUSIVE on public.orders_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.orders
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."orders_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."orders"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.orders.
DROP TABLE "public"."orders_old";

COMMIT;
