-- file: 20260101000000_kv_k_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.kv step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=2515ebf1 to=5fc4c311 plan=1c34a6a61b857bfc
-- What:    copies public.kv into a table partitioned by hash (k) and puts that in its place
--          keeps the old table as public.kv_old
-- Locks:   ACCESS EXCLUSIVE on public.kv, public.kv_0, public.kv_1, while the rows are copied;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.kv
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
-- squawk-ignore-file renaming-table, renaming-object
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
    WHERE oid = pg_catalog.to_regclass('"public"."kv"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.kv is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."kv"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'k text, v text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.kv changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."kv"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."kv"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."kv"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."kv"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint kv_pkey, index kv_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.kv changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."kv_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.kv_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."kv" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."kv" RENAME TO "kv_old";

ALTER INDEX "public"."kv_pkey" RENAME TO "kv_pkey_old";

ALTER TABLE "public"."kv_0" RENAME TO "kv_0_old";

ALTER TABLE "public"."kv_1" RENAME TO "kv_1_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."kv" (
  "k" text NOT NULL,
  "v" text
) PARTITION BY HASH (k);

CREATE TABLE "public"."kv_0" PARTITION OF "public"."kv"
  FOR VALUES WITH (MODULUS 3, REMAINDER 0);

CREATE TABLE "public"."kv_1" PARTITION OF "public"."kv"
  FOR VALUES WITH (MODULUS 3, REMAINDER 1);

CREATE TABLE "public"."kv_2" PARTITION OF "public"."kv"
  FOR VALUES WITH (MODULUS 3, REMAINDER 2);

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."kv" ("k", "v")
  OVERRIDING SYSTEM VALUE
  SELECT "k", "v"
  FROM "public"."kv_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."kv_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."kv")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.kv_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."kv_2"
  ADD CONSTRAINT "kv_2_pkey" PRIMARY KEY (k);

ALTER TABLE "public"."kv_1"
  ADD CONSTRAINT "kv_1_pkey1" PRIMARY KEY (k);

ALTER TABLE "public"."kv_0"
  ADD CONSTRAINT "kv_0_pkey1" PRIMARY KEY (k);

ALTER TABLE "public"."kv"
  ADD CONSTRAINT "kv_pkey" PRIMARY KEY (k);

-- 8. What hangs on the table.
ALTER TABLE "public"."kv" OWNER TO "postgres";

ALTER TABLE "public"."kv_0" OWNER TO "postgres";

ALTER TABLE "public"."kv_1" OWNER TO "postgres";

ALTER TABLE "public"."kv_2" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_kv_k_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.kv step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=5fc4c311 to=1ec0fff7 plan=1c34a6a61b857bfc
-- What:    gathers statistics of public.kv, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.kv, public.kv_0, public.kv_1, public.kv_2, while
--            sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."kv";

-- file: 20260101000002_kv_k_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.kv step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=1ec0fff7 to=daf892d6 plan=1c34a6a61b857bfc
-- What:    drops public.kv_old, the old copy of public.kv
-- Locks:   ACCESS EXCLUSIVE on public.kv_old, public.kv_0_old, public.kv_1_old, short; retried 10 x
--            3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.kv
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
    WHERE oid = pg_catalog.to_regclass('"public"."kv_old"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.kv_old is gone or is not a partitioned table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."kv"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.kv is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.kv.
DROP TABLE "public"."kv_old";

COMMIT;
