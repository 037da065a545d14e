-- file: 20260101000000_accounts_kind_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.accounts step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=18574de7 to=74ebf5ac plan=72d8f1f5dfe19285
-- What:    brings what was written since into public.accounts_old and puts that in the place of
--            public.accounts
-- Locks:   ACCESS EXCLUSIVE on public.accounts, public.accounts_a, public.accounts_b, while the
--            rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.accounts_old, short; retried 10 x 3s
--          SHARE ROW EXCLUSIVE on public.sessions, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.accounts, public.accounts_a, public.accounts_b,
--            public.accounts_old
-- Undo:    20260101000000_accounts_kind_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."accounts"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.accounts is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."accounts"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, kind text, email text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.accounts changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."accounts"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."accounts"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."accounts"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."accounts"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint accounts_email_key, constraint accounts_pkey, index accounts_email_key, index accounts_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.accounts changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."accounts_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.accounts_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."accounts", "public"."accounts_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."accounts" GROUP BY "id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.accounts share one (id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."accounts_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."accounts" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."kind", s."email")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."kind", d."email")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."accounts_old" ("id", "kind", "email")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."kind", s."email"
  FROM "public"."accounts" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."accounts_old" AS d WHERE d."id" = s."id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."accounts")
  <> (SELECT pg_catalog.count(*) FROM "public"."accounts_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.accounts holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."accounts" RENAME TO "accounts_new";

ALTER INDEX "public"."accounts_pkey" RENAME TO "accounts_pkey_new";

ALTER INDEX "public"."accounts_email_key" RENAME TO "accounts_email_key_new";

ALTER INDEX "public"."accounts_pkey_old" RENAME TO "accounts_pkey";

ALTER INDEX "public"."accounts_email_key_old" RENAME TO "accounts_email_key";

ALTER TABLE "public"."accounts_old" RENAME TO "accounts";

-- 8. Other tables are locked from here to COMMIT.
ALTER TABLE "public"."sessions"
  ADD CONSTRAINT "sessions_account" FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE SET NULL;

-- 9. Every row of it is in the table again.
DROP TABLE "public"."accounts_new";

COMMIT;

-- file: 20260101000001_accounts_kind_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.accounts step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=1f4c7588 to=18574de7 plan=72d8f1f5dfe19285
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_accounts_kind_2_analyze.up.sql runs again

-- file: 20260101000002_accounts_kind_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.accounts step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=83393662 to=1f4c7588 plan=72d8f1f5dfe19285
-- What:    makes public.accounts_old again, empty; the down file of the swap fills it from
--            public.accounts
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_accounts_kind_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.accounts.
CREATE TABLE "public"."accounts_old" (
  "id" integer NOT NULL,
  "kind" text NOT NULL,
  "email" text
);

ALTER TABLE "public"."accounts_old"
  ADD CONSTRAINT "accounts_email_key_old" UNIQUE (email);

ALTER TABLE "public"."accounts_old"
  ADD CONSTRAINT "accounts_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."accounts_old" OWNER TO "postgres";

COMMIT;
