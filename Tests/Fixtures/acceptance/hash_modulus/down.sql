-- file: 20260101000000_kv_k_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.kv step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=5fc4c311 to=2515ebf1 plan=1c34a6a61b857bfc
-- What:    brings what was written since into public.kv_old and puts that in the place of public.kv
-- Locks:   ACCESS EXCLUSIVE on public.kv, public.kv_0, public.kv_1, public.kv_2, while the rows are
--            copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.kv_old, public.kv_0_old, public.kv_1_old, short; retried 10 x
--            3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.kv, public.kv_0, public.kv_1 and 4 more
-- Undo:    20260101000000_kv_k_1_swap.up.sql runs again
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
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."kv_old"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.kv_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."kv", "public"."kv_old" IN ACCESS EXCLUSIVE MODE;

SET LOCAL row_security = off;

-- 3. Rows that were changed or deleted since.
DELETE FROM "public"."kv_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."kv" AS s
    WHERE d."k" = s."k"
      AND ROW(s."k", s."v")::record
        OPERATOR(pg_catalog.*=) ROW(d."k", d."v")::record);

-- 4. Rows that were changed or added since.
INSERT INTO "public"."kv_old" ("k", "v")
  OVERRIDING SYSTEM VALUE
  SELECT s."k", s."v"
  FROM "public"."kv" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."kv_old" AS d WHERE d."k" = s."k");

-- 5. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."kv")
  <> (SELECT pg_catalog.count(*) FROM "public"."kv_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.kv holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 6. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."kv" RENAME TO "kv_new";

ALTER INDEX "public"."kv_pkey" RENAME TO "kv_pkey_new";

ALTER TABLE "public"."kv_0" RENAME TO "kv_0_new";

ALTER TABLE "public"."kv_1" RENAME TO "kv_1_new";

ALTER TABLE "public"."kv_1_old" RENAME TO "kv_1";

ALTER TABLE "public"."kv_0_old" RENAME TO "kv_0";

ALTER INDEX "public"."kv_pkey_old" RENAME TO "kv_pkey";

ALTER TABLE "public"."kv_old" RENAME TO "kv";

-- 7. Every row of it is in the table again.
DROP TABLE "public"."kv_new";

COMMIT;

-- file: 20260101000001_kv_k_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.kv step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=1ec0fff7 to=5fc4c311 plan=1c34a6a61b857bfc
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_kv_k_2_analyze.up.sql runs again

-- file: 20260101000002_kv_k_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.kv step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=daf892d6 to=1ec0fff7 plan=1c34a6a61b857bfc
-- What:    makes public.kv_old again, empty; the down file of the swap fills it from public.kv
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_kv_k_3_finish.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.kv.
CREATE TABLE "public"."kv_old" (
  "k" text NOT NULL,
  "v" text
) PARTITION BY HASH (k);

CREATE TABLE "public"."kv_0_old" PARTITION OF "public"."kv_old"
  FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE "public"."kv_1_old" PARTITION OF "public"."kv_old"
  FOR VALUES WITH (MODULUS 2, REMAINDER 1);

ALTER TABLE "public"."kv_1_old"
  ADD CONSTRAINT "kv_1_pkey" PRIMARY KEY (k);

ALTER TABLE "public"."kv_0_old"
  ADD CONSTRAINT "kv_0_pkey" PRIMARY KEY (k);

ALTER TABLE "public"."kv_old"
  ADD CONSTRAINT "kv_pkey_old" PRIMARY KEY (k);

ALTER TABLE "public"."kv_old" OWNER TO "postgres";

ALTER TABLE "public"."kv_0_old" OWNER TO "postgres";

ALTER TABLE "public"."kv_1_old" OWNER TO "postgres";

COMMIT;
