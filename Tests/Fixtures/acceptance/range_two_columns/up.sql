-- file: 20260101000000_measures_station_taken_at_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.measures step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=25d98496 to=37421a56 plan=e0cb59d5dbc02741
-- What:    copies public.measures into a table partitioned by range (station, taken_at) and puts
--            that in its place
--          keeps the old table as public.measures_old
-- Locks:   ACCESS EXCLUSIVE on public.measures, while the rows are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.measures
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, station, taken_at) is
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
    WHERE oid = pg_catalog.to_regclass('"public"."measures"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.measures is not a plain table';
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
  IF (pg_catalog.to_regclass('"public"."measures_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.measures_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."measures" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."measures" RENAME TO "measures_old";

ALTER INDEX "public"."measures_pkey" RENAME TO "measures_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."measures" (
  "id" integer DEFAULT nextval('public.measures_id_seq'::regclass) NOT NULL,
  "station" integer NOT NULL,
  "taken_at" timestamp with time zone NOT NULL,
  "value" double precision
) PARTITION BY RANGE (station, taken_at);

CREATE TABLE "public"."measures_low" PARTITION OF "public"."measures"
  FOR VALUES FROM (MINVALUE, MINVALUE) TO ('10', '2026-01-05 00:00:00+00');

CREATE TABLE "public"."measures_mid" PARTITION OF "public"."measures"
  FOR VALUES FROM ('10', '2026-01-05 00:00:00+00') TO ('20', MINVALUE);

CREATE TABLE "public"."measures_rest" PARTITION OF "public"."measures"
  DEFAULT;

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."measures" ("id", "station", "taken_at", "value")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "station", "taken_at", "value"
  FROM "public"."measures_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."measures_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."measures")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.measures_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."measures_rest"
  ADD CONSTRAINT "measures_rest_pkey" PRIMARY KEY (id, station, taken_at);

ALTER TABLE "public"."measures_mid"
  ADD CONSTRAINT "measures_mid_pkey" PRIMARY KEY (id, station, taken_at);

ALTER TABLE "public"."measures_low"
  ADD CONSTRAINT "measures_low_pkey" PRIMARY KEY (id, station, taken_at);

ALTER TABLE "public"."measures"
  ADD CONSTRAINT "measures_pkey" PRIMARY KEY (id, station, taken_at);

-- 8. What hangs on the table.
ALTER TABLE "public"."measures" OWNER TO "postgres";

ALTER TABLE "public"."measures_low" OWNER TO "postgres";

ALTER TABLE "public"."measures_mid" OWNER TO "postgres";

ALTER TABLE "public"."measures_rest" OWNER TO "postgres";

ALTER SEQUENCE "public"."measures_id_seq" OWNED BY "public"."measures"."id";

COMMIT;

-- file: 20260101000001_measures_station_taken_at_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.measures step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=37421a56 to=b20ed12e plan=e0cb59d5dbc02741
-- What:    gathers statistics of public.measures, which autovacuum never does for a partitioned
--            table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.measures, public.measures_low, public.measures_mid,
--            public.measures_rest, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."measures";

-- file: 20260101000002_measures_station_taken_at_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.measures step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=b20ed12e to=cf2fc129 plan=e0cb59d5dbc02741
-- What:    drops public.measures_old, the old copy of public.measures
-- Locks:   ACCESS EXCLUSIVE on public.measures_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.measures
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
    WHERE oid = pg_catalog.to_regclass('"public"."measures_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.measures_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."measures"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.measures is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.measures.
DROP TABLE "public"."measures_old";

COMMIT;
