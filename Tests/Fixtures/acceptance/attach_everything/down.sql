-- file: 20260101000000_orders_id_1_build.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.orders step=1/5 transaction=single phase=before-deploy
-- pgparcel: from=c3c0eb96 to=c892a619 plan=18e8780f71f05e7c
-- What:    drops public.orders_new
-- Locks:   ACCESS EXCLUSIVE on public.orders_new, public.orders_second, public.orders_other, which
--            nobody uses yet; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.clients, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.orders_new, public.orders_second,
--            public.orders_other, public.clients
-- Undo:    20260101000000_orders_id_1_build.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."orders_new";

COMMIT;

-- file: 20260101000001_orders_id_2_prepare.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.orders step=2/5 transaction=none phase=before-deploy
-- pgparcel: from=c76eaae1 to=c3c0eb96 plan=18e8780f71f05e7c
-- What:    takes from public.orders what it got to become public.orders_first; any row is let in
--            again
-- Locks:   ACCESS EXCLUSIVE on public.orders, short
--          SHARE UPDATE EXCLUSIVE on public.invoices, while it is read
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.orders
-- Undo:    20260101000001_orders_id_2_prepare.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, prefer-robust-stmts, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

ALTER TABLE "public"."invoices" VALIDATE CONSTRAINT "invoices_order";

ALTER TABLE "public"."orders" DROP CONSTRAINT IF EXISTS "orders_bound";

DROP INDEX CONCURRENTLY IF EXISTS "public"."orders_first_client_id_idx";

-- file: 20260101000002_orders_id_3_attach.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.orders step=3/5 transaction=single phase=before-deploy
-- pgparcel: from=e6ab2760 to=c76eaae1 plan=18e8780f71f05e7c
-- What:    detaches public.orders_first and makes it public.orders again; the new table is
--            public.orders_new again
--          rows that other partitions received come along while it is locked: at most 10000 unless
--            pgparcel.rows_under_lock is any
-- Locks:   ACCESS EXCLUSIVE on public.orders, public.orders_first, public.orders_second,
--            public.orders_other, milliseconds; retried 30 x 80ms
--          ACCESS EXCLUSIVE on public.clients, public.invoices, while the foreign key moves;
--            retried 30 x 80ms
--          ACCESS EXCLUSIVE on public.open_orders, short; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.orders, public.orders_first, public.orders_second
--            and 4 more
-- Undo:    20260101000002_orders_id_3_attach.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-constraint: this file adds it anew, to the table that it is for
--          require-concurrent-partition-detach: taken back inside one transaction, where
--            CONCURRENTLY cannot run
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-constraint
-- squawk-ignore-file require-concurrent-partition-detach
BEGIN;
SET LOCAL lock_timeout = '80ms';
SET LOCAL statement_timeout = '5s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. An autovacuum makes room after deadlock_timeout, which only some roles may lower.
DO $pgparcel$
BEGIN
  PERFORM pg_catalog.set_config('deadlock_timeout', '50ms', true);
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END
$pgparcel$;

-- 2. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."orders"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders is not a partitioned table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_inherits
    WHERE inhrelid = pg_catalog.to_regclass('"public"."orders_first"') AND inhparent = pg_catalog.to_regclass('"public"."orders"'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders_first is no partition of public.orders';
  END IF;
END
$pgparcel$;

-- 3. One lock, the strongest at once: nobody reads or writes until COMMIT.
LOCK TABLE "public"."orders" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."clients" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."invoices" IN ACCESS EXCLUSIVE MODE;

-- 4. Nothing has changed but rows.
DO $pgparcel$
BEGIN
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
  'constraint orders_amount, constraint orders_client, constraint orders_pk, index orders_open, index orders_pk, policy never, policy own, trigger at_any_rate, trigger on_amount, trigger on_insert, trigger switched_off') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.orders changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  PERFORM pg_catalog.set_config('DateStyle', 'ISO, MDY', true);
  PERFORM pg_catalog.set_config('IntervalStyle', 'postgres', true);
  IF ((SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', polname,
          CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
            WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
          (SELECT COALESCE(pg_catalog.string_agg(rolname, ', '
               ORDER BY rolname COLLATE pg_catalog."C"), '')
             FROM pg_catalog.pg_roles WHERE oid = ANY (polroles)),
          'USING (' || pg_catalog.pg_get_expr(polqual, polrelid) || ')',
          'WITH CHECK (' || pg_catalog.pg_get_expr(polwithcheck, polrelid) || ')'),
        '; ' ORDER BY polname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."orders"'))
  IS DISTINCT FROM
  'never DELETE  USING (false); own ALL clinic_app USING ((client_id = 1)) WITH CHECK ((amount < (1000)::numeric))') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: policies of public.orders changed since this file was generated, and it would lose that; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(tgname || ' ' || tgenabled::text, ', '
          ORDER BY tgname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_trigger
   WHERE tgrelid = pg_catalog.to_regclass('"public"."orders"') AND NOT tgisinternal
     AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_')
  IS DISTINCT FROM
  'at_any_rate A, on_amount O, on_insert O, switched_off D') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: triggers of public.orders were enabled or disabled, which changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT FROM pg_catalog.pg_depend AS d
      JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.refobjid = pg_catalog.to_regclass('"public"."orders"') AND r.ev_class <> d.refobjid AND r.ev_class NOT IN (SELECT oid FROM (VALUES (pg_catalog.to_regclass('"public"."open_orders"'))) AS v (oid) WHERE oid IS NOT NULL))
          OR EXISTS (SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."open_orders"'))) AS v (oid) WHERE oid IS NULL)
  OR (SELECT pg_catalog.string_agg(conname, ', ' ORDER BY conname COLLATE pg_catalog."C")
        FROM pg_catalog.pg_constraint
        WHERE confrelid = pg_catalog.to_regclass('"public"."orders"') AND conrelid <> confrelid AND contype = 'f'
          AND conparentid = 0)
    IS DISTINCT FROM
    'invoices_order') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: views or foreign keys that are bound to public.orders changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
END
$pgparcel$;

-- 5. Other tables let go of it.
ALTER TABLE "public"."invoices" DROP CONSTRAINT "invoices_order";

DROP TRIGGER "at_any_rate" ON "public"."orders";

DROP TRIGGER "on_amount" ON "public"."orders";

DROP TRIGGER "on_insert" ON "public"."orders";

DROP TRIGGER "switched_off" ON "public"."orders";

DROP STATISTICS "public"."orders_stats";

ALTER PUBLICATION "orders_feed" DROP TABLE "public"."orders";

DROP POLICY "never" ON "public"."orders";

DROP POLICY "own" ON "public"."orders";

ALTER TABLE "public"."orders" DETACH PARTITION "public"."orders_first";

-- 6. The names change hands.
ALTER TABLE "public"."orders" RENAME TO "orders_new";

ALTER INDEX "public"."orders_pk" RENAME TO "orders_pk_new";

ALTER INDEX "public"."orders_open" RENAME TO "orders_open_new";

ALTER INDEX "public"."orders_first_placed_at_idx" RENAME TO "orders_open";

ALTER INDEX "public"."orders_first_pkey" RENAME TO "orders_pk";

ALTER TABLE "public"."orders_first" RENAME TO "orders";

COMMENT ON CONSTRAINT "orders_pk" ON "public"."orders" IS 'the key';

COMMENT ON INDEX "public"."orders_open" IS 'the work list';

SET LOCAL statement_timeout = '0';

-- 7. What other partitions received comes along.
DO $pgparcel$
BEGIN
  IF NOT EXISTS (SELECT FROM "public"."orders_new") THEN
    RETURN;
  END IF;
  IF COALESCE(pg_catalog.current_setting('pgparcel.rows_under_lock', true), '') <> 'any'
    AND (SELECT pg_catalog.count(*) FROM (
           SELECT FROM "public"."orders_new" LIMIT 10001) AS r) > 10000
  THEN
    RAISE EXCEPTION USING ERRCODE = '55000', MESSAGE =
      'pgparcel: more than 10000 rows lie in other partitions than public.orders_first, and would be moved under the lock',
      HINT = 'Convert online with  partition: none , or move them all the same: PGOPTIONS=''-c pgparcel.rows_under_lock=any'' pgparcel down';
  END IF;
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  ALTER TABLE "public"."orders" DROP CONSTRAINT IF EXISTS "orders_bound";
  INSERT INTO "public"."orders" ("id", "state", "client_id", "amount", "placed_at")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "state", "client_id", "amount", "placed_at"
  FROM "public"."orders_new";
  TRUNCATE TABLE "public"."orders_new";
END
$pgparcel$;

SET LOCAL statement_timeout = '5s';

CREATE POLICY "never" ON "public"."orders"
  AS RESTRICTIVE FOR DELETE TO PUBLIC
  USING (false);

CREATE POLICY "own" ON "public"."orders"
  AS PERMISSIVE FOR ALL TO "clinic_app"
  USING ((client_id = 1))
  WITH CHECK ((amount < (1000)::numeric));

COMMENT ON POLICY "own" ON "public"."orders" IS 'only theirs';

ALTER TABLE "public"."orders" ENABLE ROW LEVEL SECURITY;

GRANT INSERT, SELECT ON TABLE "public"."orders" TO "clinic_app";

GRANT SELECT ("id") ON TABLE "public"."orders" TO "clinic_report" WITH GRANT OPTION;

GRANT SELECT ("state"), UPDATE ("state") ON TABLE "public"."orders" TO "clinic_report" WITH GRANT OPTION;

COMMENT ON TABLE "public"."orders" IS 'What''s ordered; "quoted"
on two lines -- and a dash';

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

-- 8. Views and functions are bound to the table, not to its name.
CREATE OR REPLACE VIEW public.open_orders AS
 SELECT orders.id,
    orders.client_id
   FROM public.orders
  WHERE (orders.state <> 'done'::text);

ALTER TABLE "public"."invoices"
  ADD CONSTRAINT "invoices_order" FOREIGN KEY (order_id) REFERENCES public.orders(id) ON DELETE CASCADE NOT VALID;

COMMIT;

-- file: 20260101000003_orders_id_4_validate.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.orders step=4/5 transaction=none phase=before-deploy
-- pgparcel: from=960b8e7f to=e6ab2760 plan=18e8780f71f05e7c
-- What:    leaves the foreign keys as they are: they guard what is written
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000003_orders_id_4_validate.up.sql runs again

-- file: 20260101000004_orders_id_5_finish.down.sql
-- pgparcel: version=20260101000004 direction=down table=public.orders step=5/5 transaction=none phase=after-deploy
-- pgparcel: from=b3f40954 to=960b8e7f plan=18e8780f71f05e7c
-- What:    makes public.orders_first ready for the way back: CHECK and old keys come again
-- Locks:   ACCESS EXCLUSIVE on public.orders_first, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.orders_first
-- Undo:    20260101000004_orders_id_5_finish.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."orders_first"
  ADD CONSTRAINT "orders_bound" CHECK ("id" IS NOT NULL AND "id" < '1000000'::bigint) NOT VALID;

ALTER TABLE "public"."orders_first" VALIDATE CONSTRAINT "orders_bound";
