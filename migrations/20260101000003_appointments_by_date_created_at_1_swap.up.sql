-- pgparcel: version=20260101000003 table=public.appointments_by_date step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=ac5eccdf to=7bfc54ff plan=13cbd538ddfb6a72 source=schemas/appointments_by_date.yaml@dfe3a6e0
-- What:    copies public.appointments_by_date into a table partitioned by range (created_at) and
--            puts that in its place
--          keeps the old table as public.appointments_by_date_old
-- Locks:   ACCESS EXCLUSIVE on public.appointments_by_date, while the rows are copied; retried 10 x
--            3s
--          ACCESS EXCLUSIVE on public.doctors, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments_by_date
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, created_at) is
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_by_date"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_by_date is not a plain table';
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
  'constraint appointments_by_date_doc_id_fkey, constraint appointments_by_date_pkey, index appointments_by_date_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments_by_date changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."appointments_by_date_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_by_date_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."appointments_by_date" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."appointments_by_date" RENAME TO "appointments_by_date_old";

ALTER INDEX "public"."appointments_by_date_pkey" RENAME TO "appointments_by_date_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."appointments_by_date" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "user_id" uuid NOT NULL,
  "doc_id" uuid NOT NULL,
  "slot_date" character varying(100) NOT NULL,
  "amount" numeric(10,2) NOT NULL,
  "created_at" timestamp without time zone DEFAULT now() NOT NULL
) PARTITION BY RANGE (created_at);

CREATE TABLE "public"."appointments_before_2025_12" PARTITION OF "public"."appointments_by_date"
  FOR VALUES FROM (MINVALUE) TO ('2025-12-01 00:00:00');

CREATE TABLE "public"."appointments_2025_12" PARTITION OF "public"."appointments_by_date"
  FOR VALUES FROM ('2025-12-01 00:00:00') TO ('2026-01-01 00:00:00');

CREATE TABLE "public"."appointments_2026_01" PARTITION OF "public"."appointments_by_date"
  FOR VALUES FROM ('2026-01-01 00:00:00') TO ('2026-02-01 00:00:00');

CREATE TABLE "public"."appointments_2026_02" PARTITION OF "public"."appointments_by_date"
  FOR VALUES FROM ('2026-02-01 00:00:00') TO ('2026-03-01 00:00:00');

CREATE TABLE "public"."appointments_2026_03" PARTITION OF "public"."appointments_by_date"
  FOR VALUES FROM ('2026-03-01 00:00:00') TO ('2026-04-01 00:00:00');

CREATE TABLE "public"."appointments_2026_04" PARTITION OF "public"."appointments_by_date"
  FOR VALUES FROM ('2026-04-01 00:00:00') TO ('2026-05-01 00:00:00');

CREATE TABLE "public"."appointments_2026_05" PARTITION OF "public"."appointments_by_date"
  FOR VALUES FROM ('2026-05-01 00:00:00') TO ('2026-06-01 00:00:00');

CREATE TABLE "public"."appointments_2026_06" PARTITION OF "public"."appointments_by_date"
  FOR VALUES FROM ('2026-06-01 00:00:00') TO ('2026-07-01 00:00:00');

CREATE TABLE "public"."appointments_later" PARTITION OF "public"."appointments_by_date"
  DEFAULT;

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."appointments_by_date" ("id", "user_id", "doc_id", "slot_date", "amount", "created_at")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "user_id", "doc_id", "slot_date", "amount", "created_at"
  FROM "public"."appointments_by_date_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."appointments_by_date_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."appointments_by_date")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.appointments_by_date_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."appointments_later"
  ADD CONSTRAINT "appointments_later_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_later_doc_id_created_at_idx" ON "public"."appointments_later" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_2026_06"
  ADD CONSTRAINT "appointments_2026_06_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_2026_06_doc_id_created_at_idx" ON "public"."appointments_2026_06" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_2026_05"
  ADD CONSTRAINT "appointments_2026_05_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_2026_05_doc_id_created_at_idx" ON "public"."appointments_2026_05" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_2026_04"
  ADD CONSTRAINT "appointments_2026_04_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_2026_04_doc_id_created_at_idx" ON "public"."appointments_2026_04" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_2026_03"
  ADD CONSTRAINT "appointments_2026_03_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_2026_03_doc_id_created_at_idx" ON "public"."appointments_2026_03" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_2026_02"
  ADD CONSTRAINT "appointments_2026_02_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_2026_02_doc_id_created_at_idx" ON "public"."appointments_2026_02" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_2026_01"
  ADD CONSTRAINT "appointments_2026_01_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_2026_01_doc_id_created_at_idx" ON "public"."appointments_2026_01" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_2025_12"
  ADD CONSTRAINT "appointments_2025_12_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_2025_12_doc_id_created_at_idx" ON "public"."appointments_2025_12" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_before_2025_12"
  ADD CONSTRAINT "appointments_before_2025_12_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_before_2025_12_doc_id_created_at_idx" ON "public"."appointments_before_2025_12" USING btree (doc_id, created_at);

ALTER TABLE "public"."appointments_by_date"
  ADD CONSTRAINT "appointments_by_date_pkey" PRIMARY KEY (id, created_at);

CREATE INDEX "appointments_by_date_doc_id_created_at_idx" ON "public"."appointments_by_date" USING btree (doc_id, created_at);

-- 8. What hangs on the table.
ALTER TABLE "public"."appointments_by_date" OWNER TO "postgres";

ALTER TABLE "public"."appointments_before_2025_12" OWNER TO "postgres";

ALTER TABLE "public"."appointments_2025_12" OWNER TO "postgres";

ALTER TABLE "public"."appointments_2026_01" OWNER TO "postgres";

ALTER TABLE "public"."appointments_2026_02" OWNER TO "postgres";

ALTER TABLE "public"."appointments_2026_03" OWNER TO "postgres";

ALTER TABLE "public"."appointments_2026_04" OWNER TO "postgres";

ALTER TABLE "public"."appointments_2026_05" OWNER TO "postgres";

ALTER TABLE "public"."appointments_2026_06" OWNER TO "postgres";

ALTER TABLE "public"."appointments_later" OWNER TO "postgres";

-- 9. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."appointments_by_date"
  ADD CONSTRAINT "appointments_by_date_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id);

ALTER TABLE "public"."appointments_by_date_old" DROP CONSTRAINT "appointments_by_date_doc_id_fkey";

COMMIT;
