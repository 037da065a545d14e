-- pgparcel: version=20260101000006 table=public.appointments_hash step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=5359fb1b to=97a7a39e plan=220307f32f3a28a3 source=schemas/appointments_hash.yaml@b8a10797
-- What:    copies public.appointments_hash into a table partitioned by hash (id) and puts that in
--            its place
--          keeps the old table as public.appointments_hash_old
-- Locks:   ACCESS EXCLUSIVE on public.appointments_hash, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.doctors, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments_hash
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-constraint: this file adds it anew, to the table that it is for
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-constraint, prefer-text-field
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_hash"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_hash is not a plain table';
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
  'constraint appointments_hash_doc_id_fkey, constraint appointments_hash_pkey, index appointments_hash_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments_hash changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."appointments_hash_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_hash_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."appointments_hash" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."appointments_hash" RENAME TO "appointments_hash_old";

ALTER INDEX "public"."appointments_hash_pkey" RENAME TO "appointments_hash_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."appointments_hash" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "user_id" uuid NOT NULL,
  "doc_id" uuid NOT NULL,
  "slot_date" character varying(100) NOT NULL,
  "amount" numeric(10,2) NOT NULL
) PARTITION BY HASH (id);

CREATE TABLE "public"."appointments_hash_0" PARTITION OF "public"."appointments_hash"
  FOR VALUES WITH (MODULUS 4, REMAINDER 0);

CREATE TABLE "public"."appointments_hash_1" PARTITION OF "public"."appointments_hash"
  FOR VALUES WITH (MODULUS 4, REMAINDER 1);

CREATE TABLE "public"."appointments_hash_2" PARTITION OF "public"."appointments_hash"
  FOR VALUES WITH (MODULUS 4, REMAINDER 2);

CREATE TABLE "public"."appointments_hash_3" PARTITION OF "public"."appointments_hash"
  FOR VALUES WITH (MODULUS 4, REMAINDER 3);

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."appointments_hash" ("id", "user_id", "doc_id", "slot_date", "amount")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "user_id", "doc_id", "slot_date", "amount"
  FROM "public"."appointments_hash_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."appointments_hash_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."appointments_hash")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.appointments_hash_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."appointments_hash_3"
  ADD CONSTRAINT "appointments_hash_3_pkey" PRIMARY KEY (id);

CREATE INDEX "appointments_hash_3_doc_id_idx" ON "public"."appointments_hash_3" USING btree (doc_id);

ALTER TABLE "public"."appointments_hash_2"
  ADD CONSTRAINT "appointments_hash_2_pkey" PRIMARY KEY (id);

CREATE INDEX "appointments_hash_2_doc_id_idx" ON "public"."appointments_hash_2" USING btree (doc_id);

ALTER TABLE "public"."appointments_hash_1"
  ADD CONSTRAINT "appointments_hash_1_pkey" PRIMARY KEY (id);

CREATE INDEX "appointments_hash_1_doc_id_idx" ON "public"."appointments_hash_1" USING btree (doc_id);

ALTER TABLE "public"."appointments_hash_0"
  ADD CONSTRAINT "appointments_hash_0_pkey" PRIMARY KEY (id);

CREATE INDEX "appointments_hash_0_doc_id_idx" ON "public"."appointments_hash_0" USING btree (doc_id);

ALTER TABLE "public"."appointments_hash"
  ADD CONSTRAINT "appointments_hash_pkey" PRIMARY KEY (id);

CREATE INDEX "appointments_hash_doc_id_idx" ON "public"."appointments_hash" USING btree (doc_id);

-- 8. What hangs on the table.
ALTER TABLE "public"."appointments_hash" OWNER TO "postgres";

ALTER TABLE "public"."appointments_hash_0" OWNER TO "postgres";

ALTER TABLE "public"."appointments_hash_1" OWNER TO "postgres";

ALTER TABLE "public"."appointments_hash_2" OWNER TO "postgres";

ALTER TABLE "public"."appointments_hash_3" OWNER TO "postgres";

-- 9. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."appointments_hash"
  ADD CONSTRAINT "appointments_hash_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id);

ALTER TABLE "public"."appointments_hash_old" DROP CONSTRAINT "appointments_hash_doc_id_fkey";

COMMIT;
