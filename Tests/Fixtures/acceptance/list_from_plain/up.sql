-- file: 20260101000000_appointments_is_completed_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.appointments step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=4c472315 to=cd32ce9f plan=2510999b2a423414
-- What:    copies public.appointments into a table partitioned by list (is_completed) and puts that
--            in its place
--          keeps the old table as public.appointments_old
-- Locks:   ACCESS EXCLUSIVE on public.appointments, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.doctors, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, is_completed) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-constraint: this file adds it anew, to the table that it is for
--          prefer-timestamp-tz: the column keeps its type
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-constraint, prefer-timestamp-tz
-- squawk-ignore-file prefer-text-field
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."appointments"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id uuid, doc_id uuid, slot_date character varying(100), amount numeric(10,2), is_completed boolean, created_at timestamp without time zone') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.appointments changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."appointments"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."appointments"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."appointments"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."appointments"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint appointments_amount_check, constraint appointments_doc_id_fkey, constraint appointments_pkey, index appointments_created_at_idx, index appointments_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."appointments_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."appointments" IN ACCESS EXCLUSIVE MODE;

-- 3. A key column holds no NULL.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."appointments" WHERE "is_completed" IS NULL)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23502', MESSAGE =
      'pgparcel: public.appointments.is_completed holds NULL in some rows and is to be part of the primary key; give those rows a value first';
  END IF;
END
$pgparcel$;

-- 4. The old table steps aside.
ALTER TABLE "public"."appointments" RENAME TO "appointments_old";

ALTER INDEX "public"."appointments_created_at_idx" RENAME TO "appointments_created_at_idx_old";

ALTER INDEX "public"."appointments_pkey" RENAME TO "appointments_pkey_old";

-- 5. The new table, under the real names.
CREATE TABLE "public"."appointments" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "doc_id" uuid NOT NULL,
  "slot_date" character varying(100) NOT NULL,
  "amount" numeric(10,2) NOT NULL,
  "is_completed" boolean DEFAULT false NOT NULL,
  "created_at" timestamp without time zone DEFAULT now(),
  CONSTRAINT "appointments_amount_check" CHECK ((amount >= (0)::numeric))
) PARTITION BY LIST (is_completed);

CREATE TABLE "public"."appointments_active" PARTITION OF "public"."appointments"
  FOR VALUES IN ('false') WITH ("fillfactor" = '85');

CREATE TABLE "public"."appointments_completed" PARTITION OF "public"."appointments"
  FOR VALUES IN ('true');

SET LOCAL row_security = off;

-- 6. The rows. One that no partition takes stops everything.
INSERT INTO "public"."appointments" ("id", "doc_id", "slot_date", "amount", "is_completed", "created_at")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "doc_id", "slot_date", "amount", "is_completed", "created_at"
  FROM "public"."appointments_old";

-- 7. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."appointments_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."appointments")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.appointments_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 8. Indexes, once the rows are in.
ALTER TABLE "public"."appointments_completed"
  ADD CONSTRAINT "appointments_completed_pkey" PRIMARY KEY (id, is_completed);

CREATE INDEX "appointments_completed_created_at_idx" ON "public"."appointments_completed" USING btree (created_at DESC NULLS LAST);

CREATE INDEX "appointments_completed_doc_id_created_at_idx" ON "public"."appointments_completed" USING btree (doc_id, created_at);

CREATE INDEX "idx_completed_date" ON "public"."appointments_completed" USING btree (slot_date);

ALTER TABLE "public"."appointments_active"
  ADD CONSTRAINT "appointments_active_pkey" PRIMARY KEY (id, is_completed);

CREATE INDEX "appointments_active_created_at_idx" ON "public"."appointments_active" USING btree (created_at DESC NULLS LAST);

CREATE INDEX "appointments_active_doc_id_created_at_idx" ON "public"."appointments_active" USING btree (doc_id, created_at);

CREATE INDEX "idx_active_date" ON "public"."appointments_active" USING btree (slot_date);

ALTER TABLE "public"."appointments"
  ADD CONSTRAINT "appointments_pkey" PRIMARY KEY (id, is_completed);

CREATE INDEX "appointments_created_at_idx" ON "public"."appointments" USING btree (created_at DESC NULLS LAST);

CREATE INDEX "appointments_doc_id_created_at_idx" ON "public"."appointments" USING btree (doc_id, created_at);

-- 9. What hangs on the table.
ALTER TABLE "public"."appointments" OWNER TO "postgres";

ALTER TABLE "public"."appointments_active" OWNER TO "postgres";

ALTER TABLE "public"."appointments_completed" OWNER TO "postgres";

COMMENT ON TABLE "public"."appointments_completed" IS 'kept for ten years';

-- 10. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."appointments"
  ADD CONSTRAINT "appointments_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id) ON DELETE CASCADE;

ALTER TABLE "public"."appointments_old" DROP CONSTRAINT "appointments_doc_id_fkey";

COMMIT;

-- file: 20260101000001_appointments_is_completed_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.appointments step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=cd32ce9f to=da0a8c4c plan=2510999b2a423414
-- What:    gathers statistics of public.appointments, which autovacuum never does for a partitioned
--            table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.appointments, public.appointments_active,
--            public.appointments_completed, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."appointments";

-- file: 20260101000002_appointments_is_completed_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.appointments step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=da0a8c4c to=4290b466 plan=2510999b2a423414
-- What:    drops public.appointments_old, the old copy of public.appointments
-- Locks:   ACCESS EXCLUSIVE on public.appointments_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.appointments
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.appointments.
DROP TABLE "public"."appointments_old";

COMMIT;
