-- pgparcel: version=20260101000009 table=public.users step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=1e1797e5 to=8ca01bf0 plan=3bad430ecf4e4e52 source=schemas/users.yaml@d34c6a35
-- What:    copies public.users into a table partitioned by list (role) and puts that in its place
--          keeps the old table as public.users_old
-- Locks:   ACCESS EXCLUSIVE on public.users, while the rows are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.users
--          UNIQUENESS_WEAKENED: (email) was unique; now only (email, role) is
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, role) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          prefer-timestamp-tz: the column keeps its type
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, prefer-timestamp-tz, prefer-text-field
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
    WHERE oid = pg_catalog.to_regclass('"public"."users"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.users is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."users"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id uuid, name character varying(100), email character varying(100), role character varying(20), created_at timestamp without time zone') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.users changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."users"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."users"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."users"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."users"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint users_email_key, constraint users_pkey, constraint users_role_check, index users_email_key, index users_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.users changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."users_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.users_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."users" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."users" RENAME TO "users_old";

ALTER INDEX "public"."users_email_key" RENAME TO "users_email_key_old";

ALTER INDEX "public"."users_pkey" RENAME TO "users_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."users" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "name" character varying(100) NOT NULL,
  "email" character varying(100) NOT NULL,
  "role" character varying(20) DEFAULT 'patient'::character varying NOT NULL,
  "created_at" timestamp without time zone DEFAULT now(),
  CONSTRAINT "users_role_check" CHECK (((role)::text = ANY (((ARRAY['patient'::character varying, 'doctor'::character varying, 'admin'::character varying])::character varying[])::text[])))
) PARTITION BY LIST (role);

CREATE TABLE "public"."users_admins" PARTITION OF "public"."users"
  FOR VALUES IN ('admin');

CREATE TABLE "public"."users_doctors" PARTITION OF "public"."users"
  FOR VALUES IN ('doctor');

CREATE TABLE "public"."users_patients" PARTITION OF "public"."users"
  FOR VALUES IN ('patient');

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."users" ("id", "name", "email", "role", "created_at")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "name", "email", "role", "created_at"
  FROM "public"."users_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."users_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."users")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.users_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."users_patients"
  ADD CONSTRAINT "users_patients_pkey" PRIMARY KEY (id, role);

ALTER TABLE "public"."users_patients"
  ADD CONSTRAINT "users_patients_email_role_key" UNIQUE (email, role);

ALTER TABLE "public"."users_doctors"
  ADD CONSTRAINT "users_doctors_pkey" PRIMARY KEY (id, role);

ALTER TABLE "public"."users_doctors"
  ADD CONSTRAINT "users_doctors_email_role_key" UNIQUE (email, role);

ALTER TABLE "public"."users_admins"
  ADD CONSTRAINT "users_admins_pkey" PRIMARY KEY (id, role);

ALTER TABLE "public"."users_admins"
  ADD CONSTRAINT "users_admins_email_role_key" UNIQUE (email, role);

ALTER TABLE "public"."users"
  ADD CONSTRAINT "users_pkey" PRIMARY KEY (id, role);

ALTER TABLE "public"."users"
  ADD CONSTRAINT "users_email_key" UNIQUE (email, role);

-- 8. What hangs on the table.
ALTER TABLE "public"."users" OWNER TO "postgres";

ALTER TABLE "public"."users_admins" OWNER TO "postgres";

ALTER TABLE "public"."users_doctors" OWNER TO "postgres";

ALTER TABLE "public"."users_patients" OWNER TO "postgres";

COMMIT;
