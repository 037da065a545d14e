-- file: 20260101000000_prices_paid_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.prices step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=78c6772e to=41ed75ec plan=cb93ab4e0575e192
-- What:    brings what was written since into public.prices_old and puts that in the place of
--            public.prices
-- Locks:   ACCESS EXCLUSIVE on public.prices, public.prices_open, public.prices_paid, while the
--            rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.prices_old, short; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.currencies, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.prices, public.prices_open, public.prices_paid,
--            public.prices_old, public.currencies
-- Undo:    20260101000000_prices_paid_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-table: this file brought every row of it back first
--          constraint-missing-not-valid: it comes back valid, as it was, under the locks that the
--            header lists
--          adding-foreign-key-constraint: it comes back valid, as it was, under the locks that the
--            header lists
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-table, constraint-missing-not-valid
-- squawk-ignore-file adding-foreign-key-constraint
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
    WHERE oid = pg_catalog.to_regclass('"public"."prices"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.prices is not a partitioned table';
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
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."prices_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.prices_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."prices", "public"."prices_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."prices" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.prices share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."prices_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."prices" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."currency", s."paid", s."length", s."tenths")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."currency", d."paid", d."length", d."tenths")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."prices_old" ("id", "currency", "paid", "length", "tenths")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."currency", s."paid", s."length", s."tenths"
  FROM "public"."prices" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."prices_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."prices")
  <> (SELECT pg_catalog.count(*) FROM "public"."prices_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.prices holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."prices" RENAME TO "prices_new";

ALTER INDEX "public"."prices_pkey" RENAME TO "prices_pkey_new";

ALTER INDEX "public"."prices_pkey_old" RENAME TO "prices_pkey";

ALTER TABLE "public"."prices_old" RENAME TO "prices";

-- 8. Other tables are locked from here to COMMIT.
ALTER TABLE "public"."prices"
  ADD CONSTRAINT "prices_currency_fkey" FOREIGN KEY (currency) REFERENCES public.currencies(code);

-- 9. Every row of it is in the table again.
DROP TABLE "public"."prices_new";

COMMIT;

-- file: 20260101000001_prices_paid_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.prices step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=7e75fbd2 to=78c6772e plan=cb93ab4e0575e192
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_prices_paid_2_analyze.up.sql runs again

-- file: 20260101000002_prices_paid_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.prices step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=ee1ab2f0 to=7e75fbd2 plan=cb93ab4e0575e192
-- What:    makes public.prices_old again, empty; the down file of the swap fills it from
--            public.prices
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_prices_paid_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.prices.
CREATE TABLE "public"."prices_old" (
  "id" integer NOT NULL,
  "currency" text,
  "paid" boolean NOT NULL,
  "length" public.span,
  "tenths" numeric(1,1),
  CONSTRAINT "prices_tenths_check" CHECK ((tenths < 0.5))
);

ALTER TABLE "public"."prices_old"
  ADD CONSTRAINT "prices_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."prices_old" OWNER TO "postgres";

COMMIT;
