-- file: 20260101000000_appointments_is_completed_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.appointments step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=cd32ce9f to=4c472315 plan=2510999b2a423414
-- What:    brings what was written since into public.appointments_old and puts that in the place of
--            public.appointments
-- Locks:   ACCESS EXCLUSIVE on public.appointments, public.appointments_active,
--            public.appointments_completed, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.appointments_old, short; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.doctors, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments, public.appointments_active,
--            public.appointments_completed, public.appointments_old, public.doctors
-- Undo:    20260101000000_appointments_is_completed_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments is not a partitioned table';
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
  'constraint appointments_amount_check, constraint appointments_doc_id_fkey, constraint appointments_pkey, index appointments_created_at_idx, index appointments_doc_id_created_at_idx, index appointments_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."appointments", "public"."appointments_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."appointments" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.appointments share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."appointments_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."appointments" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."doc_id", d."slot_date", d."amount", d."is_completed", d."created_at")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."appointments_old" ("id", "doc_id", "slot_date", "amount", "is_completed", "created_at")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at"
  FROM "public"."appointments" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."appointments_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."appointments")
  <> (SELECT pg_catalog.count(*) FROM "public"."appointments_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.appointments holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."appointments" RENAME TO "appointments_new";

ALTER INDEX "public"."appointments_pkey" RENAME TO "appointments_pkey_new";

ALTER INDEX "public"."appointments_created_at_idx" RENAME TO "appointments_created_at_idx_new";

ALTER INDEX "public"."appointments_doc_id_created_at_idx" RENAME TO "appointments_doc_id_created_at_idx_new";

ALTER INDEX "public"."appointments_pkey_old" RENAME TO "appointments_pkey";

ALTER INDEX "public"."appointments_created_at_idx_old" RENAME TO "appointments_created_at_idx";

ALTER TABLE "public"."appointments_old" RENAME TO "appointments";

-- 8. Other tables are locked from here to COMMIT.
ALTER TABLE "public"."appointments"
  ADD CONSTRAINT "appointments_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id) ON DELETE CASCADE;

-- 9. Every row of it is in the table again.
DROP TABLE "public"."appointments_new";

COMMIT;

-- file: 20260101000001_appointments_is_completed_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.appointments step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=da0a8c4c to=cd32ce9f plan=2510999b2a423414
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_appointments_is_completed_2_analyze.up.sql runs again

-- file: 20260101000002_appointments_is_completed_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.appointments step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=4290b466 to=da0a8c4c plan=2510999b2a423414
-- What:    makes public.appointments_old again, empty; the down file of the swap fills it from
--            public.appointments
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_appointments_is_completed_3_finish.up.sql runs again
-- Squawk:  prefer-timestamp-tz: the column keeps its type
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file prefer-timestamp-tz, prefer-text-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.appointments.
CREATE TABLE "public"."appointments_old" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "doc_id" uuid NOT NULL,
  "slot_date" character varying(100) NOT NULL,
  "amount" numeric(10,2) NOT NULL,
  "is_completed" boolean DEFAULT false,
  "created_at" timestamp without time zone DEFAULT now(),
  CONSTRAINT "appointments_amount_check" CHECK ((amount >= (0)::numeric))
);

CREATE INDEX "appointments_created_at_idx_old" ON "public"."appointments_old" USING btree (created_at DESC NULLS LAST);

ALTER TABLE "public"."appointments_old"
  ADD CONSTRAINT "appointments_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."appointments_old" OWNER TO "postgres";

COMMIT;
