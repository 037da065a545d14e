-- file: 20260101000000_visits_visited_on_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.visits step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=47899fd1 to=f886c97d plan=c31f8ac390e2b062
-- What:    copies public.visits into a table partitioned by range (visited_on) and puts that in its
--            place
--          keeps the old table as public.visits_old1
-- Locks:   ACCESS EXCLUSIVE on public.visits, while the rows are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, visited_on) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them; a sequence goes with its
--            table; nobody sees the name missing
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
  'constraint visits_minutes, constraint visits_pkey, index visits_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.visits changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."visits_old1"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_old1 exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."visits" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."visits" RENAME TO "visits_old1";

ALTER INDEX "public"."visits_pkey" RENAME TO "visits_pkey_old";

ALTER SEQUENCE "public"."visits_id_seq" RENAME TO "visits_id_seq_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."visits" (
  "id" bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "public"."visits_id_seq" START WITH 100 INCREMENT BY 5 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1) NOT NULL,
  "visited_on" date NOT NULL,
  "minutes" integer DEFAULT 15 NOT NULL,
  "hours" numeric GENERATED ALWAYS AS (((minutes)::numeric / 60.0)) STORED,
  "note" text COLLATE pg_catalog."C"
) PARTITION BY RANGE (visited_on);

ALTER TABLE ONLY "public"."visits"
  ALTER COLUMN "minutes" SET ("n_distinct" = '50'),
  ALTER COLUMN "note" SET STORAGE EXTERNAL,
  ALTER COLUMN "note" SET STATISTICS 200;

CREATE TABLE "public"."visits_old" PARTITION OF "public"."visits"
  FOR VALUES FROM (MINVALUE) TO ('2026-01-01');

CREATE TABLE "public"."visits_2026_01" PARTITION OF "public"."visits"
  FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');

CREATE TABLE "public"."visits_2026_02" PARTITION OF "public"."visits"
  FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');

CREATE TABLE "public"."visits_new" PARTITION OF "public"."visits"
  FOR VALUES FROM ('2026-03-01') TO (MAXVALUE);

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."visits" ("id", "visited_on", "minutes", "note")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "visited_on", "minutes", "note"
  FROM "public"."visits_old1";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."visits_old1")
  <> (SELECT pg_catalog.count(*) FROM "public"."visits")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.visits_old1 holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."visits_new"
  ADD CONSTRAINT "visits_new_pkey" PRIMARY KEY (id, visited_on);

CREATE INDEX "visits_new_lower_idx" ON "public"."visits_new" USING btree (lower(note)) WHERE (minutes > 60);

CREATE INDEX "visits_new_visited_on_minutes_note_idx" ON "public"."visits_new" USING btree (visited_on DESC, minutes) INCLUDE (note);

ALTER TABLE "public"."visits_2026_02"
  ADD CONSTRAINT "visits_2026_02_pkey" PRIMARY KEY (id, visited_on);

CREATE INDEX "visits_2026_02_lower_idx" ON "public"."visits_2026_02" USING btree (lower(note)) WHERE (minutes > 60);

CREATE INDEX "visits_2026_02_visited_on_minutes_note_idx" ON "public"."visits_2026_02" USING btree (visited_on DESC, minutes) INCLUDE (note);

ALTER TABLE "public"."visits_2026_01"
  ADD CONSTRAINT "visits_2026_01_pkey" PRIMARY KEY (id, visited_on);

CREATE INDEX "visits_2026_01_lower_idx" ON "public"."visits_2026_01" USING btree (lower(note)) WHERE (minutes > 60);

CREATE INDEX "visits_2026_01_visited_on_minutes_note_idx" ON "public"."visits_2026_01" USING btree (visited_on DESC, minutes) INCLUDE (note);

ALTER TABLE "public"."visits_old"
  ADD CONSTRAINT "visits_old_pkey" PRIMARY KEY (id, visited_on);

CREATE INDEX "visits_old_lower_idx" ON "public"."visits_old" USING btree (lower(note)) WHERE (minutes > 60);

CREATE INDEX "visits_old_visited_on_minutes_note_idx" ON "public"."visits_old" USING btree (visited_on DESC, minutes) INCLUDE (note);

ALTER TABLE "public"."visits"
  ADD CONSTRAINT "visits_pkey" PRIMARY KEY (id, visited_on);

CREATE INDEX "visits_long" ON "public"."visits" USING btree (lower(note)) WHERE (minutes > 60);

CREATE INDEX "visits_visited_on_minutes_idx" ON "public"."visits" USING btree (visited_on DESC, minutes) INCLUDE (note);

-- 8. What hangs on the table.
ALTER TABLE "public"."visits" OWNER TO "postgres";

ALTER TABLE "public"."visits_old" OWNER TO "postgres";

ALTER TABLE "public"."visits_2026_01" OWNER TO "postgres";

ALTER TABLE "public"."visits_2026_02" OWNER TO "postgres";

ALTER TABLE "public"."visits_new" OWNER TO "postgres";

ALTER TABLE "public"."visits"
  ADD CONSTRAINT "visits_minutes" CHECK ((minutes > 0)) NOT VALID;

SELECT pg_catalog.setval('"public"."visits_id_seq"'::pg_catalog.regclass, last_value, is_called)
  FROM "public"."visits_id_seq_old";

COMMIT;

-- file: 20260101000001_visits_visited_on_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.visits step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=f886c97d to=3156289e plan=c31f8ac390e2b062
-- What:    gathers statistics of public.visits, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.visits, public.visits_old, public.visits_2026_01,
--            public.visits_2026_02, public.visits_new, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."visits";

-- file: 20260101000002_visits_visited_on_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.visits step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=3156289e to=b82e6dd5 plan=c31f8ac390e2b062
-- What:    drops public.visits_old1, the old copy of public.visits
-- Locks:   ACCESS EXCLUSIVE on public.visits_old1, short; retried 10 x 3s
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
    WHERE oid = pg_catalog.to_regclass('"public"."visits_old1"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_old1 is gone or is not a plain table';
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
DROP TABLE "public"."visits_old1";

COMMIT;
