-- pgparcel: version=20260101000006 direction=down table=public.appointments_hash step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=97a7a39e to=5359fb1b plan=220307f32f3a28a3 source=schemas/appointments_hash.yaml@b8a10797
-- What:    brings what was written since into public.appointments_hash_old and puts that in the
--            place of public.appointments_hash
-- Locks:   ACCESS EXCLUSIVE on public.appointments_hash, public.appointments_hash_0,
--            public.appointments_hash_1, public.appointments_hash_2, public.appointments_hash_3,
--            while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.appointments_hash_old, short; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.doctors, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments_hash, public.appointments_hash_0,
--            public.appointments_hash_1 and 4 more
-- Undo:    20260101000006_appointments_hash_id_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_hash"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_hash is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."appointments_hash"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id uuid, user_id uuid, doc_id uuid, slot_date character varying(100), amount numeric(10,2)') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.appointments_hash changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."appointments_hash"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."appointments_hash"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."appointments_hash"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."appointments_hash"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint appointments_hash_doc_id_fkey, constraint appointments_hash_pkey, index appointments_hash_doc_id_idx, index appointments_hash_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments_hash changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_hash_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_hash_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."appointments_hash", "public"."appointments_hash_old" IN ACCESS EXCLUSIVE MODE;

SET LOCAL row_security = off;

-- 3. Rows that were changed or deleted since.
DELETE FROM "public"."appointments_hash_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."appointments_hash" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."user_id", s."doc_id", s."slot_date", s."amount")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."user_id", d."doc_id", d."slot_date", d."amount")::record);

-- 4. Rows that were changed or added since.
INSERT INTO "public"."appointments_hash_old" ("id", "user_id", "doc_id", "slot_date", "amount")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."user_id", s."doc_id", s."slot_date", s."amount"
  FROM "public"."appointments_hash" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."appointments_hash_old" AS d WHERE d."id" = s."id");

-- 5. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."appointments_hash")
  <> (SELECT pg_catalog.count(*) FROM "public"."appointments_hash_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.appointments_hash holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 6. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."appointments_hash" RENAME TO "appointments_hash_new";

ALTER INDEX "public"."appointments_hash_pkey" RENAME TO "appointments_hash_pkey_new";

ALTER INDEX "public"."appointments_hash_doc_id_idx" RENAME TO "appointments_hash_doc_id_idx_new";

ALTER INDEX "public"."appointments_hash_pkey_old" RENAME TO "appointments_hash_pkey";

ALTER TABLE "public"."appointments_hash_old" RENAME TO "appointments_hash";

-- 7. Other tables are locked from here to COMMIT.
ALTER TABLE "public"."appointments_hash"
  ADD CONSTRAINT "appointments_hash_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id);

-- 8. Every row of it is in the table again.
DROP TABLE "public"."appointments_hash_new";

COMMIT;
