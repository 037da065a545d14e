-- file: 20260101000000_people_role_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.people step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=c811d0ec to=deec3dfe plan=5747dc25c63250c1
-- What:    copies public.people into a table partitioned by list (role) and puts that in its place
--          keeps the old table as public.people_old
-- Locks:   ACCESS EXCLUSIVE on public.people, while the rows are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.people
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, role) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          prefer-bigint-over-int: the column keeps its type
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, prefer-bigint-over-int, prefer-text-field
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
    WHERE oid = pg_catalog.to_regclass('"public"."people"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.people is not a plain table';
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
  'constraint people_pkey, index people_pkey, index people_staff') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.people changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."people_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.people_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."people" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."people" RENAME TO "people_old";

ALTER INDEX "public"."people_pkey" RENAME TO "people_pkey_old";

ALTER INDEX "public"."people_staff" RENAME TO "people_staff_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."people" (
  "id" integer NOT NULL,
  "role" character varying(20) NOT NULL
) PARTITION BY LIST (role);

CREATE TABLE "public"."people_staff_ones" PARTITION OF "public"."people"
  FOR VALUES IN ('doctor', 'nurse');

CREATE TABLE "public"."people_rest" PARTITION OF "public"."people"
  DEFAULT;

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."people" ("id", "role")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "role"
  FROM "public"."people_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."people_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."people")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.people_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."people_rest"
  ADD CONSTRAINT "people_rest_pkey" PRIMARY KEY (id, role);

CREATE INDEX "people_rest_id_idx" ON "public"."people_rest" USING btree (id) WHERE ((role)::text <> ALL (((ARRAY['doctor'::character varying, 'nurse'::character varying])::character varying[])::text[]));

CREATE INDEX "people_rest_id_idx1" ON "public"."people_rest" USING btree (id) WHERE ((role)::text = ANY (((ARRAY['doctor'::character varying, 'nurse'::character varying])::character varying[])::text[]));

ALTER TABLE "public"."people_staff_ones"
  ADD CONSTRAINT "people_staff_ones_pkey" PRIMARY KEY (id, role);

CREATE INDEX "people_staff_ones_id_idx" ON "public"."people_staff_ones" USING btree (id) WHERE ((role)::text <> ALL (((ARRAY['doctor'::character varying, 'nurse'::character varying])::character varying[])::text[]));

CREATE INDEX "people_staff_ones_id_idx1" ON "public"."people_staff_ones" USING btree (id) WHERE ((role)::text = ANY (((ARRAY['doctor'::character varying, 'nurse'::character varying])::character varying[])::text[]));

CREATE INDEX "people_local" ON "public"."people_staff_ones" USING btree (id) WHERE ((role)::text = ANY (((ARRAY['doctor'::character varying, 'nurse'::character varying])::character varying[])::text[]));

ALTER TABLE "public"."people"
  ADD CONSTRAINT "people_pkey" PRIMARY KEY (id, role);

CREATE INDEX "people_other" ON "public"."people" USING btree (id) WHERE ((role)::text <> ALL (((ARRAY['doctor'::character varying, 'nurse'::character varying])::character varying[])::text[]));

CREATE INDEX "people_staff" ON "public"."people" USING btree (id) WHERE ((role)::text = ANY (((ARRAY['doctor'::character varying, 'nurse'::character varying])::character varying[])::text[]));

-- 8. What hangs on the table.
ALTER TABLE "public"."people" OWNER TO "postgres";

ALTER TABLE "public"."people_staff_ones" OWNER TO "postgres";

ALTER TABLE "public"."people_rest" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_people_role_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.people step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=deec3dfe to=7e32f97b plan=5747dc25c63250c1
-- What:    gathers statistics of public.people, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.people, public.people_staff_ones, public.people_rest,
--            while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."people";

-- file: 20260101000002_people_role_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.people step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=7e32f97b to=bbb23068 plan=5747dc25c63250c1
-- What:    drops public.people_old, the old copy of public.people
-- Locks:   ACCESS EXCLUSIVE on public.people_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.people
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
    WHERE oid = pg_catalog.to_regclass('"public"."people_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.people_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."people"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.people is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.people.
DROP TABLE "public"."people_old";

COMMIT;
