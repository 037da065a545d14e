-- file: 20260101000000_people_expression_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.people step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=f8ef2361 to=76c2412d plan=9d7f70fd9b9be114
-- What:    brings what was written since into public.people_old and puts that in the place of
--            public.people
-- Locks:   ACCESS EXCLUSIVE on public.people, public.people_a_m, public.people_n_z, while the rows
--            are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.people_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.people, public.people_a_m, public.people_n_z,
--            public.people_old
-- Undo:    20260101000000_people_expression_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          ban-drop-table: this file brought every row of it back first
-- squawk-ignore-file renaming-table, ban-drop-table
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
    WHERE oid = pg_catalog.to_regclass('"public"."people"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.people is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."people"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'name text, born date') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.people changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."people"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."people"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."people"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."people"')
   ) AS objects (name))
  IS DISTINCT FROM
  NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.people changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."people_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.people_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."people", "public"."people_old" IN ACCESS EXCLUSIVE MODE;

SET LOCAL row_security = off;

TRUNCATE TABLE "public"."people_old";

INSERT INTO "public"."people_old" ("name", "born")
  OVERRIDING SYSTEM VALUE
  SELECT "name", "born"
  FROM "public"."people";

-- 3. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."people")
  <> (SELECT pg_catalog.count(*) FROM "public"."people_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.people holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 4. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."people" RENAME TO "people_new";

ALTER TABLE "public"."people_old" RENAME TO "people";

-- 5. Every row of it is in the table again.
DROP TABLE "public"."people_new";

COMMIT;

-- file: 20260101000001_people_expression_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.people step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=7651d088 to=f8ef2361 plan=9d7f70fd9b9be114
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_people_expression_2_analyze.up.sql runs again

-- file: 20260101000002_people_expression_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.people step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=a70ef34f to=7651d088 plan=9d7f70fd9b9be114
-- What:    makes public.people_old again, empty; the down file of the swap fills it from
--            public.people
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_people_expression_3_finish.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.people.
CREATE TABLE "public"."people_old" (
  "name" text,
  "born" date
);

ALTER TABLE "public"."people_old" OWNER TO "postgres";

COMMIT;
