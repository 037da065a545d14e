-- pgparcel: version=20260101000009 direction=down table=public.users step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=8ca01bf0 to=1e1797e5 plan=3bad430ecf4e4e52 source=schemas/users.yaml@d34c6a35
-- What:    brings what was written since into public.users_old and puts that in the place of
--            public.users
-- Locks:   ACCESS EXCLUSIVE on public.users, public.users_admins, public.users_doctors,
--            public.users_patients, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.users_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.users, public.users_admins, public.users_doctors,
--            public.users_patients, public.users_old
-- Undo:    20260101000009_users_role_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
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
    WHERE oid = pg_catalog.to_regclass('"public"."users"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.users is not a partitioned table';
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
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."users_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.users_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."users", "public"."users_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."users" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.users share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."users_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."users" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."name", s."email", s."role", s."created_at")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."name", d."email", d."role", d."created_at")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."users_old" ("id", "name", "email", "role", "created_at")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."name", s."email", s."role", s."created_at"
  FROM "public"."users" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."users_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."users")
  <> (SELECT pg_catalog.count(*) FROM "public"."users_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.users holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."users" RENAME TO "users_new";

ALTER INDEX "public"."users_pkey" RENAME TO "users_pkey_new";

ALTER INDEX "public"."users_email_key" RENAME TO "users_email_key_new";

ALTER INDEX "public"."users_pkey_old" RENAME TO "users_pkey";

ALTER INDEX "public"."users_email_key_old" RENAME TO "users_email_key";

ALTER TABLE "public"."users_old" RENAME TO "users";

-- 8. Every row of it is in the table again.
DROP TABLE "public"."users_new";

COMMIT;
