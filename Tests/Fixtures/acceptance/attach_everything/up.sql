-- file: 20260101000000_orders_id_1_build.up.sql
-- pgparcel: version=20260101000000 table=public.orders step=1/5 transaction=single phase=before-deploy
-- pgparcel: from=c892a619 to=c3c0eb96 plan=18e8780f71f05e7c
-- What:    builds public.orders_new, empty and partitioned by range (id)
-- Locks:   SHARE ROW EXCLUSIVE on public.clients, short; retried 10 x 3s
-- Hazards: CORRECTNESS: publication orders_feed publishes the partitions under their own names,
--            unless publish_via_partition_root is set
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-bigint-over-int: the schema file asks for this type
-- squawk-ignore-file prefer-bigint-over-int
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
  'constraint orders_amount, constraint orders_client, constraint orders_pk, index orders_open, index orders_pk, policy never, policy own, trigger at_any_rate, trigger on_amount, trigger on_insert, trigger switched_off') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.orders changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."orders_new"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders_new exists already; rename it or drop it, then run this file again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."orders_first"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders_first exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. The new table under another name, without the partition that public.orders will be.
CREATE TABLE "public"."orders_new" (
  "id" bigint DEFAULT nextval('public.orders_id_seq'::regclass) NOT NULL,
  "state" text NOT NULL,
  "client_id" integer,
  "amount" numeric DEFAULT 0 NOT NULL,
  "placed_at" timestamp with time zone DEFAULT '2026-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
  CONSTRAINT "orders_amount" CHECK ((amount >= (0)::numeric))
) PARTITION BY RANGE (id);

CREATE TABLE "public"."orders_second" PARTITION OF "public"."orders_new"
  FOR VALUES FROM ('1000000') TO ('2000000');

CREATE TABLE "public"."orders_other" PARTITION OF "public"."orders_new"
  DEFAULT;

ALTER TABLE "public"."orders_other"
  ADD CONSTRAINT "orders_other_pkey" PRIMARY KEY (id);

CREATE INDEX "orders_other_placed_at_idx" ON "public"."orders_other" USING btree (placed_at) WHERE (state = 'open'::text);

ALTER TABLE "public"."orders_second"
  ADD CONSTRAINT "orders_second_pkey" PRIMARY KEY (id);

CREATE INDEX "orders_second_placed_at_idx" ON "public"."orders_second" USING btree (placed_at) WHERE (state = 'open'::text);

ALTER TABLE "public"."orders_new"
  ADD CONSTRAINT "orders_pk_new" PRIMARY KEY (id);

CREATE INDEX "orders_open_new" ON "public"."orders_new" USING btree (placed_at) WHERE (state = 'open'::text);

COMMENT ON CONSTRAINT "orders_pk_new" ON "public"."orders_new" IS 'the key';

COMMENT ON INDEX "public"."orders_open_new" IS 'the work list';

-- 3. What hangs on it.
ALTER TABLE "public"."orders_new" OWNER TO "postgres";

GRANT INSERT, SELECT ON TABLE "public"."orders_new" TO "clinic_app";

GRANT SELECT ("id") ON TABLE "public"."orders_new" TO "clinic_report" WITH GRANT OPTION;

GRANT SELECT ("state"), UPDATE ("state") ON TABLE "public"."orders_new" TO "clinic_report" WITH GRANT OPTION;

ALTER TABLE "public"."orders_new" ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE "public"."orders_new" IS 'What''s ordered; "quoted"
on two lines -- and a dash';

COMMENT ON COLUMN "public"."orders_new"."state" IS 'open or done';

COMMENT ON CONSTRAINT "orders_amount" ON "public"."orders_new" IS 'no refunds';

ALTER TABLE "public"."orders_new" REPLICA IDENTITY FULL;

ALTER TABLE "public"."orders_second" OWNER TO "postgres";

ALTER TABLE "public"."orders_second" REPLICA IDENTITY FULL;

ALTER TABLE "public"."orders_other" OWNER TO "postgres";

ALTER TABLE "public"."orders_other" REPLICA IDENTITY FULL;

-- 4. While it is empty, its foreign keys read nothing; ATTACH finds those of public.orders alike.
ALTER TABLE "public"."orders_new"
  ADD CONSTRAINT "orders_client" FOREIGN KEY (client_id) REFERENCES public.clients(id) ON UPDATE CASCADE;

COMMENT ON CONSTRAINT "orders_client" ON "public"."orders_new" IS 'who pays';

COMMIT;

-- file: 20260101000001_orders_id_2_prepare.up.sql
-- pgparcel: version=20260101000001 table=public.orders step=2/5 transaction=none phase=before-deploy
-- pgparcel: from=c3c0eb96 to=c76eaae1 plan=18e8780f71f05e7c
-- What:    makes public.orders fit to become the partition public.orders_first, MINVALUE .. 1000000
--          refuses rows outside of that bound from then on, until public.orders is attached
-- Locks:   ACCESS EXCLUSIVE on public.orders, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: CORRECTNESS: rows of public.orders outside of MINVALUE .. 1000000 are refused until
--            attached
--          INDEX_BUILD: orders_first_client_id_idx, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

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
  IF (EXISTS (SELECT FROM ONLY "public"."orders" WHERE ("id" IS NOT NULL AND "id" < '1000000'::bigint) IS NOT TRUE)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE =
      'pgparcel: some rows of public.orders lie outside of public.orders_first, MINVALUE .. 1000000; choose another bound for it, or convert with strategy online';
  END IF;
END
$pgparcel$;

-- 2. What the partition is to have and the table has not.
CREATE INDEX CONCURRENTLY "orders_first_client_id_idx" ON "public"."orders" USING btree (client_id);

-- 3. What ATTACH would otherwise read every row for. From here on a row outside is refused.
ALTER TABLE "public"."orders"
  ADD CONSTRAINT "orders_bound" CHECK ("id" IS NOT NULL AND "id" < '1000000'::bigint) NOT VALID;

ALTER TABLE "public"."orders" VALIDATE CONSTRAINT "orders_bound";

-- file: 20260101000002_orders_id_3_attach.up.sql
-- pgparcel: version=20260101000002 table=public.orders step=3/5 transaction=single phase=before-deploy
-- pgparcel: from=c76eaae1 to=e6ab2760 plan=18e8780f71f05e7c
-- What:    puts public.orders_new in the place of public.orders, partitioned by range (id)
--          makes the table that was public.orders its partition public.orders_first; no row is read
--            or moved
-- Locks:   ACCESS EXCLUSIVE on public.orders, public.orders_new, public.orders_other, milliseconds;
--            retried 30 x 80ms
--          SHARE ROW EXCLUSIVE on public.orders_second, milliseconds; retried 30 x 80ms
--          ACCESS EXCLUSIVE on public.clients, public.invoices, while the foreign key moves;
--            retried 30 x 80ms
--          ACCESS EXCLUSIVE on public.open_orders, short; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.orders
-- Undo:    .down.sql restores the layout; it refuses while more than 10000 rows lie in other
--            partitions
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-function: only the files of this conversion call it
--          ban-drop-constraint: this file adds it anew, to the table that it is for
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-function, ban-drop-constraint
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
    WHERE oid = pg_catalog.to_regclass('"public"."orders"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."orders_new"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders_new is not a partitioned table';
  END IF;
END
$pgparcel$;

-- 3. How PostgreSQL prints the bound's CHECK.
CREATE TEMPORARY TABLE pgparcel_bound (
  LIKE "public"."orders_new",
  CONSTRAINT "orders_bound" CHECK ("id" IS NOT NULL AND "id" < '1000000'::bigint)
) ON COMMIT DROP;

-- 4. What must be so.
CREATE OR REPLACE FUNCTION pg_temp.pgparcel_unchanged() RETURNS void
LANGUAGE plpgsql
AS $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint
   WHERE conrelid = pg_catalog.to_regclass('"public"."orders"') AND conname = 'orders_bound' AND contype = 'c'
     AND convalidated)
  IS DISTINCT FROM
  (SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint
     WHERE conrelid = pg_catalog.to_regclass('pg_temp.pgparcel_bound') AND contype = 'c'
       AND conname = 'orders_bound')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the CHECK orders_bound of public.orders is gone, not validated or not what its bound says, so that attaching would read every row under the lock; take the file prepare back (pgparcel down --to its version, which pgparcel status shows), then run pgparcel apply';
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
  'constraint orders_amount, constraint orders_bound, constraint orders_client, constraint orders_pk, index orders_first_client_id_idx, index orders_open, index orders_pk, policy never, policy own, trigger at_any_rate, trigger on_amount, trigger on_insert, trigger switched_off') IS NOT FALSE THEN
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
  IF ((SELECT pg_catalog.count(DISTINCT ROW(c.relowner, c.relrowsecurity, c.relforcerowsecurity,
          (SELECT pg_catalog.string_agg(p::text, ',' ORDER BY p::text COLLATE pg_catalog."C")
                 FROM pg_catalog.unnest(COALESCE(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS p), pg_catalog.obj_description(c.oid, 'pg_class'))::text)
   FROM pg_catalog.pg_class AS c WHERE c.oid IN (pg_catalog.to_regclass('"public"."orders"'), pg_catalog.to_regclass('"public"."orders_new"'))) > 1) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: owner, privileges, row security or comment of public.orders changed since public.orders_new was made and would be lost; make them alike, or take the change back';
  END IF;
  IF ((SELECT pg_catalog.count(DISTINCT columns) FROM (
    SELECT pg_catalog.string_agg(ROW(a.attname, a.attnotnull, a.attidentity,
               pg_catalog.pg_get_expr(d.adbin, d.adrelid), (SELECT pg_catalog.string_agg(p::text, ',' ORDER BY p::text COLLATE pg_catalog."C")
                 FROM pg_catalog.unnest(a.attacl) AS p),
               pg_catalog.col_description(a.attrelid, a.attnum))::text,
             ' ' ORDER BY a.attnum) AS columns
      FROM (SELECT * FROM pg_catalog.pg_attribute
              WHERE attrelid IN (pg_catalog.to_regclass('"public"."orders"'), pg_catalog.to_regclass('"public"."orders_new"')) AND attnum > 0 AND NOT attisdropped) AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d
          ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      GROUP BY a.attrelid) AS t) > 1) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: defaults, NOT NULL, privileges or comments of columns of public.orders changed since public.orders_new was made and would be lost; make them alike, or take the change back';
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
  IF (EXISTS (
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
            (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
               FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                 LEFT JOIN pg_catalog.pg_attribute AS a
                   ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
            pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                      WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                        AND p.conrelid = i.indrelid)
          FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
          WHERE i.indrelid = pg_catalog.to_regclass('"public"."orders_new"')
    EXCEPT
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
            (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
               FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                 LEFT JOIN pg_catalog.pg_attribute AS a
                   ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
            pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                      WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                        AND p.conrelid = i.indrelid)
          FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
          WHERE i.indrelid = pg_catalog.to_regclass('"public"."orders"') AND i.indisvalid)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.orders lacks an index that public.orders_new has, so that attaching would build it under the lock; take the file prepare back (pgparcel down --to its version, which pgparcel status shows), then run pgparcel apply';
  END IF;
END
$pgparcel$;

-- 5. Once before: under the lock it is quicker then.
SELECT pg_temp.pgparcel_unchanged();

-- 6. One lock, the strongest at once: nobody reads or writes until COMMIT.
LOCK TABLE ONLY "public"."orders" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE ONLY "public"."orders_new" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."clients" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."invoices" IN ACCESS EXCLUSIVE MODE;

-- 7. Nothing has changed, and ATTACH will find all it needs.
SELECT pg_temp.pgparcel_unchanged();

-- 8. What may exist only once goes along.
DROP TRIGGER "at_any_rate" ON "public"."orders";

DROP TRIGGER "on_amount" ON "public"."orders";

DROP TRIGGER "on_insert" ON "public"."orders";

DROP TRIGGER "switched_off" ON "public"."orders";

DROP STATISTICS "public"."orders_stats";

ALTER PUBLICATION "orders_feed" DROP TABLE "public"."orders";

-- 9. The names change hands.
ALTER TABLE "public"."orders" RENAME TO "orders_first";

ALTER INDEX "public"."orders_pk" RENAME TO "orders_first_pkey";

ALTER INDEX "public"."orders_open" RENAME TO "orders_first_placed_at_idx";

ALTER INDEX "public"."orders_open_new" RENAME TO "orders_open";

ALTER INDEX "public"."orders_pk_new" RENAME TO "orders_pk";

ALTER TABLE "public"."orders_new" RENAME TO "orders";

DROP POLICY "never" ON "public"."orders_first";

DROP POLICY "own" ON "public"."orders_first";

ALTER TABLE "public"."orders_first" DISABLE ROW LEVEL SECURITY;

REVOKE ALL ON TABLE "public"."orders_first" FROM "clinic_app";

REVOKE ALL ON TABLE "public"."orders_first" FROM "clinic_report";

COMMENT ON TABLE "public"."orders_first" IS NULL;

COMMENT ON CONSTRAINT "orders_first_pkey" ON "public"."orders_first" IS NULL;

COMMENT ON INDEX "public"."orders_first_placed_at_idx" IS NULL;

-- 10. All is proven: it reads no row.
DO $pgparcel$
DECLARE
  scans CONSTANT bigint := pg_catalog.pg_stat_get_xact_numscans(pg_catalog.to_regclass('"public"."orders_first"'));
BEGIN
  ALTER TABLE "public"."orders"
    ATTACH PARTITION "public"."orders_first"
    FOR VALUES FROM (MINVALUE) TO ('1000000');
  IF pg_catalog.pg_stat_get_xact_numscans(pg_catalog.to_regclass('"public"."orders_first"')) > scans THEN
    RAISE EXCEPTION USING MESSAGE =
      'pgparcel: attaching public.orders_first read all of its rows under the lock; nothing was changed';
  END IF;
END
$pgparcel$;

-- 11. Policies may name the table in their expressions.
CREATE POLICY "never" ON "public"."orders"
  AS RESTRICTIVE FOR DELETE TO PUBLIC
  USING (false);

CREATE POLICY "own" ON "public"."orders"
  AS PERMISSIVE FOR ALL TO "clinic_app"
  USING ((client_id = 1))
  WITH CHECK ((amount < (1000)::numeric));

COMMENT ON POLICY "own" ON "public"."orders" IS 'only theirs';

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

-- 12. Views and functions are bound to the table, not to its name.
CREATE OR REPLACE VIEW public.open_orders AS
 SELECT orders.id,
    orders.client_id
   FROM public.orders
  WHERE (orders.state <> 'done'::text);

-- 13. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."invoices" DROP CONSTRAINT "invoices_order";

ALTER TABLE "public"."invoices"
  ADD CONSTRAINT "invoices_order" FOREIGN KEY (order_id) REFERENCES public.orders(id) ON DELETE CASCADE NOT VALID;

DROP FUNCTION pg_temp.pgparcel_unchanged();

COMMIT;

-- file: 20260101000003_orders_id_4_validate.up.sql
-- pgparcel: version=20260101000003 table=public.orders step=4/5 transaction=none phase=before-deploy
-- pgparcel: from=e6ab2760 to=960b8e7f plan=18e8780f71f05e7c
-- What:    checks the foreign keys that reference public.orders
-- Locks:   SHARE UPDATE EXCLUSIVE on public.invoices, while it is read
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."invoices" VALIDATE CONSTRAINT "invoices_order";

-- file: 20260101000004_orders_id_5_finish.up.sql
-- pgparcel: version=20260101000004 table=public.orders step=5/5 transaction=none phase=after-deploy
-- pgparcel: from=960b8e7f to=b3f40954 plan=18e8780f71f05e7c
-- What:    drops what public.orders_first needs no more: the CHECK of its bound
-- Locks:   ACCESS EXCLUSIVE on public.orders_first, short
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: what it guarantees is part of the table by now
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-lock-timeout, require-statement-timeout

-- 1. The bound says the same.
ALTER TABLE "public"."orders_first" DROP CONSTRAINT IF EXISTS "orders_bound";
