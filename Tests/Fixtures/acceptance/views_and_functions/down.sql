-- file: 20260101000000_bookings_done_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.bookings step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=3530b01e to=7ff1dbe0 plan=8efb54ce6023af6e
-- What:    brings what was written since into public.bookings_old and puts that in the place of
--            public.bookings
-- Locks:   ACCESS EXCLUSIVE on public.bookings, public.bookings_open, public.bookings_done, while
--            the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.bookings_old, public.all_bookings, public.open_bookings,
--            public.cheap_open_bookings, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.bookings, public.bookings_open,
--            public.bookings_done and 4 more
-- Undo:    20260101000000_bookings_done_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-table: this file brought every row of it back first
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-table
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
    WHERE oid = pg_catalog.to_regclass('"public"."bookings"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.bookings is not a partitioned table';
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
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."bookings_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.bookings_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."bookings", "public"."bookings_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."bookings" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.bookings share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."bookings_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."bookings" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."done", s."price")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."done", d."price")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."bookings_old" ("id", "done", "price")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."done", s."price"
  FROM "public"."bookings" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."bookings_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."bookings")
  <> (SELECT pg_catalog.count(*) FROM "public"."bookings_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.bookings holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."bookings" RENAME TO "bookings_new";

ALTER INDEX "public"."bookings_pkey" RENAME TO "bookings_pkey_new";

ALTER INDEX "public"."bookings_pkey_old" RENAME TO "bookings_pkey";

ALTER TABLE "public"."bookings_old" RENAME TO "bookings";

-- 8. Views and functions are bound to the table, not to its name.
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

-- 9. Every row of it is in the table again.
DROP TABLE "public"."bookings_new";

COMMIT;

-- file: 20260101000001_bookings_done_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.bookings step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=c4d91d3f to=3530b01e plan=8efb54ce6023af6e
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_bookings_done_2_analyze.up.sql runs again

-- file: 20260101000002_bookings_done_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.bookings step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=ae9b4f9c to=c4d91d3f plan=8efb54ce6023af6e
-- What:    makes public.bookings_old again, empty; the down file of the swap fills it from
--            public.bookings
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_bookings_done_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.bookings.
CREATE TABLE "public"."bookings_old" (
  "id" integer NOT NULL,
  "done" boolean NOT NULL,
  "price" numeric
);

ALTER TABLE "public"."bookings_old"
  ADD CONSTRAINT "bookings_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."bookings_old" OWNER TO "postgres";

COMMIT;
