-- file: 20260101000000_cache_id_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.cache step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=8461e294 to=ee0fab0f plan=ab65f148d7248b01
-- What:    copies public.cache into a table partitioned by range (id) and puts that in its place
--          keeps the old table as public.cache_old
-- Locks:   ACCESS EXCLUSIVE on public.cache, while the rows are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.cache
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
    WHERE oid = pg_catalog.to_regclass('"public"."cache"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.cache is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."cache"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, body text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.cache changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."cache"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."cache"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."cache"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."cache"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint cache_pkey, index cache_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.cache changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."cache_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.cache_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."cache" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."cache" RENAME TO "cache_old";

ALTER INDEX "public"."cache_pkey" RENAME TO "cache_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."cache" (
  "id" integer NOT NULL,
  "body" text
) PARTITION BY RANGE (id);

CREATE TABLE "public"."cache_1" PARTITION OF "public"."cache"
  FOR VALUES FROM (MINVALUE) TO ('50') WITH ("fillfactor" = '70');

CREATE TABLE "public"."cache_2" PARTITION OF "public"."cache"
  FOR VALUES FROM ('50') TO (MAXVALUE) WITH ("fillfactor" = '90', "toast"."autovacuum_enabled" = 'off');

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."cache" ("id", "body")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "body"
  FROM "public"."cache_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."cache_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."cache")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.cache_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."cache_2"
  ADD CONSTRAINT "cache_2_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."cache_1"
  ADD CONSTRAINT "cache_1_pkey" PRIMARY KEY (id);

ALTER TABLE "public"."cache"
  ADD CONSTRAINT "cache_pkey" PRIMARY KEY (id);

-- 8. What hangs on the table.
ALTER TABLE "public"."cache" OWNER TO "postgres";

ALTER TABLE "public"."cache_1" OWNER TO "postgres";

ALTER TABLE "public"."cache_2" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_cache_id_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.cache step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=ee0fab0f to=8bf13690 plan=ab65f148d7248b01
-- What:    gathers statistics of public.cache, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.cache, public.cache_1, public.cache_2, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."cache";

-- file: 20260101000002_cache_id_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.cache step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=8bf13690 to=ba2063f9 plan=ab65f148d7248b01
-- What:    drops public.cache_old, the old copy of public.cache
-- Locks:   ACCESS EXCLUSIVE on public.cache_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.cache
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
    WHERE oid = pg_catalog.to_regclass('"public"."cache_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.cache_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."cache"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.cache is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.cache.
DROP TABLE "public"."cache_old";

COMMIT;
