-- file: 20260101000000_bookings_done_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.bookings step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=7ff1dbe0 to=3530b01e plan=8efb54ce6023af6e
-- What:    copies public.bookings into a table partitioned by list (done) and puts that in its
--            place
--          keeps the old table as public.bookings_old
-- Locks:   ACCESS EXCLUSIVE on public.bookings, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.all_bookings, public.open_bookings,
--            public.cheap_open_bookings, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.bookings
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, done) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, prefer-bigint-over-int
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
    WHERE oid = pg_catalog.to_regclass('"public"."bookings"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.bookings is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."bookings"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, done boolean, price numeric') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.bookings changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."bookings"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."bookings"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."bookings"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."bookings"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint bookings_pkey, index bookings_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.bookings changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."bookings_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.bookings_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."bookings" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."bookings" RENAME TO "bookings_old";

ALTER INDEX "public"."bookings_pkey" RENAME TO "bookings_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."bookings" (
  "id" integer NOT NULL,
  "done" boolean NOT NULL,
  "price" numeric
) PARTITION BY LIST (done);

CREATE TABLE "public"."bookings_open" PARTITION OF "public"."bookings"
  FOR VALUES IN ('false');

CREATE TABLE "public"."bookings_done" PARTITION OF "public"."bookings"
  FOR VALUES IN ('true');

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."bookings" ("id", "done", "price")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "done", "price"
  FROM "public"."bookings_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."bookings_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."bookings")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.bookings_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."bookings_done"
  ADD CONSTRAINT "bookings_done_pkey" PRIMARY KEY (id, done);

ALTER TABLE "public"."bookings_open"
  ADD CONSTRAINT "bookings_open_pkey" PRIMARY KEY (id, done);

ALTER TABLE "public"."bookings"
  ADD CONSTRAINT "bookings_pkey" PRIMARY KEY (id, done);

-- 8. What hangs on the table.
ALTER TABLE "public"."bookings" OWNER TO "postgres";

ALTER TABLE "public"."bookings_open" OWNER TO "postgres";

ALTER TABLE "public"."bookings_done" OWNER TO "postgres";

-- 9. Views and functions are bound to the table, not to its name.
CREATE OR REPLACE FUNCTION public.count_open()
 RETURNS bigint
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM public.bookings
   WHERE (NOT bookings.done);
END;

CREATE OR REPLACE VIEW public.all_bookings AS
 SELECT bookings.id,
    bookings.done,
    bookings.price
   FROM public.bookings;

CREATE OR REPLACE VIEW public.open_bookings AS
 SELECT bookings.id,
    bookings.price
   FROM public.bookings
  WHERE (NOT bookings.done);

CREATE OR REPLACE VIEW public.cheap_open_bookings WITH (security_barrier='true', check_option='cascaded') AS
 SELECT open_bookings.id
   FROM public.open_bookings
  WHERE (open_bookings.price < (50)::numeric);

COMMIT;

-- file: 20260101000001_bookings_done_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.bookings step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=3530b01e to=c4d91d3f plan=8efb54ce6023af6e
-- What:    gathers statistics of public.bookings, which autovacuum never does for a partitioned
--            table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.bookings, public.bookings_open, public.bookings_done,
--            while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."bookings";

-- file: 20260101000002_bookings_done_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.bookings step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=c4d91d3f to=ae9b4f9c plan=8efb54ce6023af6e
-- What:    drops public.bookings_old, the old copy of public.bookings
-- Locks:   ACCESS EXCLUSIVE on public.bookings_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.bookings
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
    WHERE oid = pg_catalog.to_regclass('"public"."bookings_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.bookings_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."bookings"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.bookings is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.bookings.
DROP TABLE "public"."bookings_old";

COMMIT;
