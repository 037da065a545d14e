-- pgparcel: version=20260101000003 direction=down table=public.appointments_by_date step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=7bfc54ff to=ac5eccdf plan=13cbd538ddfb6a72 source=schemas/appointments_by_date.yaml@dfe3a6e0
-- What:    brings what was written since into public.appointments_by_date_old and puts that in the
--            place of public.appointments_by_date
-- Locks:   ACCESS EXCLUSIVE on public.appointments_by_date, public.appointments_before_2025_12,
--            public.appointments_2025_12 and 7 more, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.appointments_by_date_old, short; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.doctors, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments_by_date,
--            public.appointments_before_2025_12, public.appointments_2025_12 and 9 more
-- Undo:    20260101000003_appointments_by_date_created_at_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_by_date"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_by_date is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."appointments_by_date"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id uuid, user_id uuid, doc_id uuid, slot_date character varying(100), amount numeric(10,2), created_at timestamp without time zone') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.appointments_by_date changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."appointments_by_date"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."appointments_by_date"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."appointments_by_date"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."appointments_by_date"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint appointments_by_date_doc_id_fkey, constraint appointments_by_date_pkey, index appointments_by_date_doc_id_created_at_idx, index appointments_by_date_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments_by_date changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_by_date_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_by_date_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."appointments_by_date", "public"."appointments_by_date_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."appointments_by_date" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.appointments_by_date share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."appointments_by_date_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."appointments_by_date" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."user_id", s."doc_id", s."slot_date", s."amount", s."created_at")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."user_id", d."doc_id", d."slot_date", d."amount", d."created_at")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."appointments_by_date_old" ("id", "user_id", "doc_id", "slot_date", "amount", "created_at")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."user_id", s."doc_id", s."slot_date", s."amount", s."created_at"
  FROM "public"."appointments_by_date" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."appointments_by_date_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."appointments_by_date")
  <> (SELECT pg_catalog.count(*) FROM "public"."appointments_by_date_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.appointments_by_date holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."appointments_by_date" RENAME TO "appointments_by_date_new";

ALTER INDEX "public"."appointments_by_date_pkey" RENAME TO "appointments_by_date_pkey_new";

ALTER INDEX "public"."appointments_by_date_doc_id_created_at_idx" RENAME TO "appointments_by_date_doc_id_created_at_idx_new";

ALTER INDEX "public"."appointments_by_date_pkey_old" RENAME TO "appointments_by_date_pkey";

ALTER TABLE "public"."appointments_by_date_old" RENAME TO "appointments_by_date";

-- 8. Other tables are locked from here to COMMIT.
ALTER TABLE "public"."appointments_by_date"
  ADD CONSTRAINT "appointments_by_date_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id);

-- 9. Every row of it is in the table again.
DROP TABLE "public"."appointments_by_date_new";

COMMIT;
