-- file: 20260101000000_visits_visited_on_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.visits step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=ccaa2cc4 to=47899fd1 plan=965b4f0df0816a1f
-- What:    brings what was written since into public.visits_old and puts that in the place of
--            public.visits
-- Locks:   ACCESS EXCLUSIVE on public.visits, public.visits_early, public.visits_late, while the
--            rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.visits_old, short; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.patients, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits, public.visits_early, public.visits_late,
--            public.visits_old, public.patients
-- Undo:    20260101000000_visits_visited_on_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-table: this file brought every row of it back first
--          constraint-missing-not-valid: it comes back valid, as it was, under the locks that the
--            header lists
--          adding-foreign-key-constraint: it comes back valid, as it was, under the locks that the
--            header lists
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-table, constraint-missing-not-valid
-- squawk-ignore-file adding-foreign-key-constraint
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
    WHERE oid = pg_catalog.to_regclass('"public"."visits"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."visits"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, patient text, visited_on date') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.visits changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."visits"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."visits"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."visits"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."visits"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint visits_patient_fkey, constraint visits_pkey, index visits_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.visits changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."visits_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."visits", "public"."visits_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."visits" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.visits share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."visits_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."visits" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."patient", s."visited_on")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."patient", d."visited_on")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."visits_old" ("id", "patient", "visited_on")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."patient", s."visited_on"
  FROM "public"."visits" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."visits_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."visits")
  <> (SELECT pg_catalog.count(*) FROM "public"."visits_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.visits holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."visits" RENAME TO "visits_new";

ALTER INDEX "public"."visits_pkey" RENAME TO "visits_pkey_new";

ALTER INDEX "public"."visits_pkey_old" RENAME TO "visits_pkey";

ALTER TABLE "public"."visits_old" RENAME TO "visits";

-- 8. Other tables are locked from here to COMMIT.
ALTER TABLE "public"."visits"
  ADD CONSTRAINT "visits_patient_fkey" FOREIGN KEY (patient) REFERENCES public.patients(number);

-- 9. Every row of it is in the table again.
DROP TABLE "public"."visits_new";

COMMIT;

-- file: 20260101000001_visits_visited_on_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.visits step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=71f67d3b to=ccaa2cc4 plan=965b4f0df0816a1f
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_visits_visited_on_2_analyze.up.sql runs again

-- file: 20260101000002_visits_visited_on_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.visits step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=f8e7cc30 to=71f67d3b plan=965b4f0df0816a1f
-- What:    makes public.visits_old again, empty; the down file of the swap fills it from
--            public.visits
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_visits_visited_on_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.visits.
CREATE TABLE "public"."visits_old" (
  "id" integer NOT NULL,
  "patient" text NOT NULL,
  "visited_on" date NOT NULL
);

ALTER TABLE "public"."visits_old"
  ADD CONSTRAINT "visits_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."visits_old" OWNER TO "postgres";

COMMIT;
