-- file: 20260101000000_n_region_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.n step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=3f7f684f to=1a7ce8d3 plan=9c0c8518dcbb0a8b
-- What:    brings what was written since into public.n_old1 and puts that in the place of public.n
-- Locks:   ACCESS EXCLUSIVE on public.n, public.n_eu, public.n_old, public.n_rest, while the rows
--            are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.n_old1, public.n_eu_old, public.n_old_old, short; retried 10
--            x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n, public.n_eu, public.n_old and 4 more
-- Undo:    20260101000000_n_region_1_swap.up.sql runs again
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
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."n_old1"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.n_old1 is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."n", "public"."n_old1" IN ACCESS EXCLUSIVE MODE;

SET LOCAL row_security = off;

-- 3. Rows that were changed or deleted since.
DELETE FROM "public"."n_old1" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."n" AS s
    WHERE d."id" = s."id" AND d."region" = s."region" AND d."at" = s."at"
      AND ROW(s."id", s."region", s."at")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."region", d."at")::record);

-- 4. Rows that were changed or added since.
INSERT INTO "public"."n_old1" ("id", "region", "at")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."region", s."at"
  FROM "public"."n" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."n_old1" AS d WHERE d."id" = s."id" AND d."region" = s."region" AND d."at" = s."at");

-- 5. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."n")
  <> (SELECT pg_catalog.count(*) FROM "public"."n_old1")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.n holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 6. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."n" RENAME TO "n_new";

ALTER INDEX "public"."n_pkey" RENAME TO "n_pkey_new";

ALTER TABLE "public"."n_eu" RENAME TO "n_eu_new";

ALTER INDEX "public"."n_eu_pkey" RENAME TO "n_eu_pkey_new";

ALTER TABLE "public"."n_old" RENAME TO "n_old_new";

ALTER TABLE "public"."n_old_old" RENAME TO "n_old";

ALTER INDEX "public"."n_eu_pkey_old" RENAME TO "n_eu_pkey";

ALTER TABLE "public"."n_eu_old" RENAME TO "n_eu";

ALTER INDEX "public"."n_pkey_old" RENAME TO "n_pkey";

ALTER TABLE "public"."n_old1" RENAME TO "n";

-- 7. Every row of it is in the table again.
DROP TABLE "public"."n_new";

COMMIT;

-- file: 20260101000001_n_region_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.n step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=4e32df9f to=3f7f684f plan=9c0c8518dcbb0a8b
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_n_region_2_analyze.up.sql runs again

-- file: 20260101000002_n_region_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.n step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=9a010feb to=4e32df9f plan=9c0c8518dcbb0a8b
-- What:    makes public.n_old1 again, empty; the down file of the swap fills it from public.n
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_n_region_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.n.
CREATE TABLE "public"."n_old1" (
  "id" integer NOT NULL,
  "region" text NOT NULL,
  "at" date NOT NULL
) PARTITION BY LIST (region);

CREATE TABLE "public"."n_eu_old" PARTITION OF "public"."n_old1"
  FOR VALUES IN ('de');

CREATE TABLE "public"."n_old_old" PARTITION OF "public"."n_old1"
  FOR VALUES IN ('fr');

ALTER TABLE "public"."n_old_old"
  ADD CONSTRAINT "n_old_pkey" PRIMARY KEY (id, region, at);

ALTER TABLE "public"."n_eu_old"
  ADD CONSTRAINT "n_eu_pkey_old" PRIMARY KEY (id, region, at);

ALTER TABLE "public"."n_old1"
  ADD CONSTRAINT "n_pkey_old" PRIMARY KEY (id, region, at);

ALTER TABLE "public"."n_old1" OWNER TO "postgres";

ALTER TABLE "public"."n_eu_old" OWNER TO "postgres";

ALTER TABLE "public"."n_old_old" OWNER TO "postgres";

COMMIT;
