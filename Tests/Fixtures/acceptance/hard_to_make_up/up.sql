-- file: 20260101000000_prices_paid_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.prices step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=41ed75ec to=78c6772e plan=cb93ab4e0575e192
-- What:    copies public.prices into a table partitioned by list (paid) and puts that in its place
--          keeps the old table as public.prices_old
-- Locks:   ACCESS EXCLUSIVE on public.prices, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.currencies, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.prices
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, paid) is
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
    WHERE oid = pg_catalog.to_regclass('"public"."prices"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.prices is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."prices"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, currency text, paid boolean, length public.span, tenths numeric(1,1)') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.prices changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."prices"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."prices"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."prices"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."prices"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint prices_currency_fkey, constraint prices_pkey, constraint prices_tenths_check, index prices_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.prices changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."prices_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.prices_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."prices" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."prices" RENAME TO "prices_old";

ALTER INDEX "public"."prices_pkey" RENAME TO "prices_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."prices" (
  "id" integer NOT NULL,
  "currency" text,
  "paid" boolean NOT NULL,
  "length" public.span,
  "tenths" numeric(1,1),
  CONSTRAINT "prices_tenths_check" CHECK ((tenths < 0.5))
) PARTITION BY LIST (paid);

CREATE TABLE "public"."prices_open" PARTITION OF "public"."prices"
  FOR VALUES IN ('false');

CREATE TABLE "public"."prices_paid" PARTITION OF "public"."prices"
  FOR VALUES IN ('true');

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."prices" ("id", "currency", "paid", "length", "tenths")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "currency", "paid", "length", "tenths"
  FROM "public"."prices_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."prices_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."prices")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.prices_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."prices_paid"
  ADD CONSTRAINT "prices_paid_pkey" PRIMARY KEY (id, paid);

ALTER TABLE "public"."prices_open"
  ADD CONSTRAINT "prices_open_pkey" PRIMARY KEY (id, paid);

ALTER TABLE "public"."prices"
  ADD CONSTRAINT "prices_pkey" PRIMARY KEY (id, paid);

-- 8. What hangs on the table.
ALTER TABLE "public"."prices" OWNER TO "postgres";

ALTER TABLE "public"."prices_open" OWNER TO "postgres";

ALTER TABLE "public"."prices_paid" OWNER TO "postgres";

-- 9. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."prices"
  ADD CONSTRAINT "prices_currency_fkey" FOREIGN KEY (currency) REFERENCES public.currencies(code);

ALTER TABLE "public"."prices_old" DROP CONSTRAINT "prices_currency_fkey";

COMMIT;

-- file: 20260101000001_prices_paid_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.prices step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=78c6772e to=7e75fbd2 plan=cb93ab4e0575e192
-- What:    gathers statistics of public.prices, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.prices, public.prices_open, public.prices_paid, while
--            sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."prices";

-- file: 20260101000002_prices_paid_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.prices step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=7e75fbd2 to=ee1ab2f0 plan=cb93ab4e0575e192
-- What:    drops public.prices_old, the old copy of public.prices
-- Locks:   ACCESS EXCLUSIVE on public.prices_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.prices
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
    WHERE oid = pg_catalog.to_regclass('"public"."prices_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.prices_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."prices"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.prices is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.prices.
DROP TABLE "public"."prices_old";

COMMIT;
