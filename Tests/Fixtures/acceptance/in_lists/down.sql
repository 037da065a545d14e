-- file: 20260101000000_people_role_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.people step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=deec3dfe to=c811d0ec plan=5747dc25c63250c1
-- What:    brings what was written since into public.people_old and puts that in the place of
--            public.people
-- Locks:   ACCESS EXCLUSIVE on public.people, public.people_staff_ones, public.people_rest, while
--            the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.people_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.people, public.people_staff_ones,
--            public.people_rest, public.people_old
-- Undo:    20260101000000_people_role_1_swap.up.sql runs again
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
  'id integer, role character varying(20)') IS NOT FALSE THEN
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
  'constraint people_pkey, index people_other, index people_pkey, index people_staff') IS NOT FALSE THEN
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

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."people" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.people share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."people_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."people" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."role")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."role")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."people_old" ("id", "role")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."role"
  FROM "public"."people" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."people_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."people")
  <> (SELECT pg_catalog.count(*) FROM "public"."people_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.people holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."people" RENAME TO "people_new";

ALTER INDEX "public"."people_pkey" RENAME TO "people_pkey_new";

ALTER INDEX "public"."people_other" RENAME TO "people_other_new";

ALTER INDEX "public"."people_staff" RENAME TO "people_staff_new";

ALTER INDEX "public"."people_staff_old" RENAME TO "people_staff";

ALTER INDEX "public"."people_pkey_old" RENAME TO "people_pkey";

ALTER TABLE "public"."people_old" RENAME TO "people";

-- 8. Every row of it is in the table again.
DROP TABLE "public"."people_new";

COMMIT;

-- file: 20260101000001_people_role_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.people step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=7e32f97b to=deec3dfe plan=5747dc25c63250c1
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_people_role_2_analyze.up.sql runs again

-- file: 20260101000002_people_role_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.people step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=bbb23068 to=7e32f97b plan=5747dc25c63250c1
-- What:    makes public.people_old again, empty; the down file of the swap fills it from
--            public.people
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_people_role_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int, prefer-text-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.people.
CREATE TABLE "public"."people_old" (
  "id" integer NOT NULL,
  "role" character varying(20) NOT NULL
);

ALTER TABLE "public"."people_old"
  ADD CONSTRAINT "people_pkey_old" PRIMARY KEY (id);

CREATE INDEX "people_staff_old" ON "public"."people_old" USING btree (id) WHERE ((role)::text = ANY (((ARRAY['doctor'::character varying, 'nurse'::character varying])::character varying[])::text[]));

ALTER TABLE "public"."people_old" OWNER TO "postgres";

COMMIT;
