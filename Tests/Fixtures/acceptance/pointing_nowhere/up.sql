-- file: 20260101000000_visits_visited_on_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.visits step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=47899fd1 to=ccaa2cc4 plan=965b4f0df0816a1f
-- What:    copies public.visits into a table partitioned by range (visited_on) and puts that in its
--            place
--          keeps the old table as public.visits_old
-- Locks:   ACCESS EXCLUSIVE on public.visits, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.patients, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, visited_on) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-constraint: this file adds it anew, to the table that it is for
--          prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-constraint, prefer-bigint-over-int
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
    WHERE oid = pg_catalog.to_regclass('"public"."visits"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits is not a plain table';
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
  IF (pg_catalog.to_regclass('"public"."visits_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."visits" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."visits" RENAME TO "visits_old";

ALTER INDEX "public"."visits_pkey" RENAME TO "visits_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."visits" (
  "id" integer NOT NULL,
  "patient" text NOT NULL,
  "visited_on" date NOT NULL
) PARTITION BY RANGE (visited_on);

CREATE TABLE "public"."visits_early" PARTITION OF "public"."visits"
  FOR VALUES FROM (MINVALUE) TO ('2026-01-11');

CREATE TABLE "public"."visits_late" PARTITION OF "public"."visits"
  FOR VALUES FROM ('2026-01-11') TO (MAXVALUE);

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."visits" ("id", "patient", "visited_on")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "patient", "visited_on"
  FROM "public"."visits_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."visits_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."visits")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.visits_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."visits_late"
  ADD CONSTRAINT "visits_late_pkey" PRIMARY KEY (id, visited_on);

ALTER TABLE "public"."visits_early"
  ADD CONSTRAINT "visits_early_pkey" PRIMARY KEY (id, visited_on);

ALTER TABLE "public"."visits"
  ADD CONSTRAINT "visits_pkey" PRIMARY KEY (id, visited_on);

-- 8. What hangs on the table.
ALTER TABLE "public"."visits" OWNER TO "postgres";

ALTER TABLE "public"."visits_early" OWNER TO "postgres";

ALTER TABLE "public"."visits_late" OWNER TO "postgres";

-- 9. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."visits"
  ADD CONSTRAINT "visits_patient_fkey" FOREIGN KEY (patient) REFERENCES public.patients(number);

ALTER TABLE "public"."visits_old" DROP CONSTRAINT "visits_patient_fkey";

COMMIT;

-- file: 20260101000001_visits_visited_on_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.visits step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=ccaa2cc4 to=71f67d3b plan=965b4f0df0816a1f
-- What:    gathers statistics of public.visits, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.visits, public.visits_early, public.visits_late, while
--            sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."visits";

-- file: 20260101000002_visits_visited_on_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.visits step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=71f67d3b to=f8e7cc30 plan=965b4f0df0816a1f
-- What:    drops public.visits_old, the old copy of public.visits
-- Locks:   ACCESS EXCLUSIVE on public.visits_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.visits
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
    WHERE oid = pg_catalog.to_regclass('"public"."visits_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."visits"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.visits.
DROP TABLE "public"."visits_old";

COMMIT;
