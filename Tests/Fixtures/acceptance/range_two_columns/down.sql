-- file: 20260101000000_measures_station_taken_at_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.measures step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=37421a56 to=25d98496 plan=e0cb59d5dbc02741
-- What:    brings what was written since into public.measures_old and puts that in the place of
--            public.measures
-- Locks:   ACCESS EXCLUSIVE on public.measures, public.measures_low, public.measures_mid,
--            public.measures_rest, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.measures_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.measures, public.measures_low,
--            public.measures_mid, public.measures_rest, public.measures_old
-- Undo:    20260101000000_measures_station_taken_at_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."measures"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.measures is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."measures"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, station integer, taken_at timestamp with time zone, value double precision') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.measures changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."measures"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."measures"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."measures"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."measures"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint measures_pkey, index measures_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.measures changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."measures_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.measures_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."measures", "public"."measures_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."measures" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.measures share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."measures_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."measures" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."station", s."taken_at", s."value")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."station", d."taken_at", d."value")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."measures_old" ("id", "station", "taken_at", "value")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."station", s."taken_at", s."value"
  FROM "public"."measures" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."measures_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."measures")
  <> (SELECT pg_catalog.count(*) FROM "public"."measures_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.measures holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."measures" RENAME TO "measures_new";

ALTER INDEX "public"."measures_pkey" RENAME TO "measures_pkey_new";

ALTER INDEX "public"."measures_pkey_old" RENAME TO "measures_pkey";

ALTER TABLE "public"."measures_old" RENAME TO "measures";

ALTER SEQUENCE "public"."measures_id_seq" OWNED BY "public"."measures"."id";

-- 8. Every row of it is in the table again.
DROP TABLE "public"."measures_new";

COMMIT;

-- file: 20260101000001_measures_station_taken_at_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.measures step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=b20ed12e to=37421a56 plan=e0cb59d5dbc02741
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_measures_station_taken_at_2_analyze.up.sql runs again

-- file: 20260101000002_measures_station_taken_at_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.measures step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=cf2fc129 to=b20ed12e plan=e0cb59d5dbc02741
-- What:    makes public.measures_old again, empty; the down file of the swap fills it from
--            public.measures
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_measures_station_taken_at_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.measures.
CREATE TABLE "public"."measures_old" (
  "id" integer DEFAULT nextval('public.measures_id_seq'::regclass) NOT NULL,
  "station" integer NOT NULL,
  "taken_at" timestamp with time zone NOT NULL,
  "value" double precision
);

ALTER TABLE "public"."measures_old"
  ADD CONSTRAINT "measures_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."measures_old" OWNER TO "postgres";

COMMIT;
