-- file: 20260101000000_n_region_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.n step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=1a7ce8d3 to=3f7f684f plan=9c0c8518dcbb0a8b
-- What:    copies public.n into a table partitioned by list (region) and puts that in its place
--          keeps the old table as public.n_old1
-- Locks:   ACCESS EXCLUSIVE on public.n, public.n_eu, public.n_old, while the rows are copied;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n
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
    WHERE oid = pg_catalog.to_regclass('"public"."n"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.n is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."n"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, region text, at date') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.n changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."n"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."n"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."n"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."n"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint n_pkey, index n_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.n changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."n_old1"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.n_old1 exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."n" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."n" RENAME TO "n_old1";

ALTER INDEX "public"."n_pkey" RENAME TO "n_pkey_old";

ALTER TABLE "public"."n_eu" RENAME TO "n_eu_old";

ALTER INDEX "public"."n_eu_pkey" RENAME TO "n_eu_pkey_old";

ALTER TABLE "public"."n_old" RENAME TO "n_old_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."n" (
  "id" integer NOT NULL,
  "region" text NOT NULL,
  "at" date NOT NULL
) PARTITION BY LIST (region);

CREATE TABLE "public"."n_eu" PARTITION OF "public"."n"
  FOR VALUES IN ('de', 'fr') PARTITION BY RANGE (at);

CREATE TABLE "public"."n_old" PARTITION OF "public"."n_eu"
  FOR VALUES FROM (MINVALUE) TO ('2026-01-01');

CREATE TABLE "public"."n_rest" PARTITION OF "public"."n_eu"
  DEFAULT;

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."n" ("id", "region", "at")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "region", "at"
  FROM "public"."n_old1";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."n_old1")
  <> (SELECT pg_catalog.count(*) FROM "public"."n")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.n_old1 holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."n_rest"
  ADD CONSTRAINT "n_rest_pkey" PRIMARY KEY (id, region, at);

ALTER TABLE "public"."n_old"
  ADD CONSTRAINT "n_old_pkey1" PRIMARY KEY (id, region, at);

ALTER TABLE "public"."n_eu"
  ADD CONSTRAINT "n_eu_pkey" PRIMARY KEY (id, region, at);

ALTER TABLE "public"."n"
  ADD CONSTRAINT "n_pkey" PRIMARY KEY (id, region, at);

-- 8. What hangs on the table.
ALTER TABLE "public"."n" OWNER TO "postgres";

ALTER TABLE "public"."n_eu" OWNER TO "postgres";

ALTER TABLE "public"."n_old" OWNER TO "postgres";

ALTER TABLE "public"."n_rest" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_n_region_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.n step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=3f7f684f to=4e32df9f plan=9c0c8518dcbb0a8b
-- What:    gathers statistics of public.n, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.n, public.n_eu, public.n_old, public.n_rest, while
--            sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."n";

-- file: 20260101000002_n_region_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.n step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=4e32df9f to=9a010feb plan=9c0c8518dcbb0a8b
-- What:    drops public.n_old1, the old copy of public.n
-- Locks:   ACCESS EXCLUSIVE on public.n_old1, public.n_eu_old, public.n_old_old, short; retried 10
--            x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.n
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
    WHERE oid = pg_catalog.to_regclass('"public"."n_old1"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.n_old1 is gone or is not a partitioned table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."n"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.n is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.n.
DROP TABLE "public"."n_old1";

COMMIT;
