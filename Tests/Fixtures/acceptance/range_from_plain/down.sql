-- file: 20260101000000_visits_visited_on_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.visits step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=f886c97d to=47899fd1 plan=c31f8ac390e2b062
-- What:    brings what was written since into public.visits_old1 and puts that in the place of
--            public.visits
-- Locks:   ACCESS EXCLUSIVE on public.visits, public.visits_old, public.visits_2026_01,
--            public.visits_2026_02, public.visits_new, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.visits_old1, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits, public.visits_old, public.visits_2026_01
--            and 3 more
-- Undo:    20260101000000_visits_visited_on_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them; a sequence goes with its
--            table; nobody sees the name missing
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
  'id bigint, visited_on date, minutes integer, hours numeric, note text') IS NOT FALSE THEN
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
  'constraint visits_minutes, constraint visits_pkey, index visits_long, index visits_pkey, index visits_visited_on_minutes_idx') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.visits changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."visits_old1"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_old1 is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."visits", "public"."visits_old1" IN ACCESS EXCLUSIVE MODE;

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
DELETE FROM "public"."visits_old1" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."visits" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."visited_on", s."minutes", s."hours", s."note")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."visited_on", d."minutes", d."hours", d."note")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."visits_old1" ("id", "visited_on", "minutes", "note")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."visited_on", s."minutes", s."note"
  FROM "public"."visits" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."visits_old1" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."visits")
  <> (SELECT pg_catalog.count(*) FROM "public"."visits_old1")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.visits holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."visits" RENAME TO "visits_new1";

ALTER INDEX "public"."visits_pkey" RENAME TO "visits_pkey_new";

ALTER INDEX "public"."visits_long" RENAME TO "visits_long_new";

ALTER INDEX "public"."visits_visited_on_minutes_idx" RENAME TO "visits_visited_on_minutes_idx_new";

ALTER SEQUENCE "public"."visits_id_seq" RENAME TO "visits_id_seq_new";

ALTER SEQUENCE "public"."visits_id_seq_old" RENAME TO "visits_id_seq";

ALTER INDEX "public"."visits_pkey_old" RENAME TO "visits_pkey";

ALTER TABLE "public"."visits_old1" RENAME TO "visits";

SELECT pg_catalog.setval('"public"."visits_id_seq"'::pg_catalog.regclass, last_value, is_called)
  FROM "public"."visits_id_seq_new";

-- 8. Every row of it is in the table again.
DROP TABLE "public"."visits_new1";

COMMIT;

-- file: 20260101000001_visits_visited_on_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.visits step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=3156289e to=f886c97d plan=c31f8ac390e2b062
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_visits_visited_on_2_analyze.up.sql runs again

-- file: 20260101000002_visits_visited_on_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.visits step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=b82e6dd5 to=3156289e plan=c31f8ac390e2b062
-- What:    makes public.visits_old1 again, empty; the down file of the swap fills it from
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
CREATE TABLE "public"."visits_old1" (
  "id" bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "public"."visits_id_seq_old" START WITH 100 INCREMENT BY 5 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1) NOT NULL,
  "visited_on" date NOT NULL,
  "minutes" integer DEFAULT 15 NOT NULL,
  "hours" numeric GENERATED ALWAYS AS (((minutes)::numeric / 60.0)) STORED,
  "note" text COLLATE pg_catalog."C"
);

ALTER TABLE ONLY "public"."visits_old1"
  ALTER COLUMN "minutes" SET ("n_distinct" = '50'),
  ALTER COLUMN "note" SET STORAGE EXTERNAL,
  ALTER COLUMN "note" SET STATISTICS 200;

ALTER TABLE "public"."visits_old1"
  ADD CONSTRAINT "visits_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."visits_old1" OWNER TO "postgres";

ALTER TABLE "public"."visits_old1"
  ADD CONSTRAINT "visits_minutes" CHECK ((minutes > 0)) NOT VALID;

COMMIT;
