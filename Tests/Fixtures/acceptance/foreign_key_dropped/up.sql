-- file: 20260101000000_accounts_kind_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.accounts step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=74ebf5ac to=18574de7 plan=72d8f1f5dfe19285
-- What:    copies public.accounts into a table partitioned by list (kind) and puts that in its
--            place
--          keeps the old table as public.accounts_old
-- Locks:   ACCESS EXCLUSIVE on public.accounts, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.sessions, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.accounts
--          FOREIGN_KEY_LOST: table constraint sessions_account on public.sessions
--          UNIQUENESS_WEAKENED: (email) was unique; now only (email, kind) is
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, kind) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-constraint: the header lists the loss as FOREIGN_KEY_LOST
--          prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-constraint, prefer-bigint-over-int
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
    WHERE oid = pg_catalog.to_regclass('"public"."accounts"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.accounts is not a plain table';
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
  IF (pg_catalog.to_regclass('"public"."accounts_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.accounts_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."accounts" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."accounts" RENAME TO "accounts_old";

ALTER INDEX "public"."accounts_email_key" RENAME TO "accounts_email_key_old";

ALTER INDEX "public"."accounts_pkey" RENAME TO "accounts_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."accounts" (
  "id" integer NOT NULL,
  "kind" text NOT NULL,
  "email" text
) PARTITION BY LIST (kind);

CREATE TABLE "public"."accounts_a" PARTITION OF "public"."accounts"
  FOR VALUES IN ('a');

CREATE TABLE "public"."accounts_b" PARTITION OF "public"."accounts"
  FOR VALUES IN ('b');

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."accounts" ("id", "kind", "email")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "kind", "email"
  FROM "public"."accounts_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."accounts_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."accounts")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.accounts_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."accounts_b"
  ADD CONSTRAINT "accounts_b_pkey" PRIMARY KEY (id, kind);

ALTER TABLE "public"."accounts_b"
  ADD CONSTRAINT "accounts_b_email_kind_key" UNIQUE (email, kind);

ALTER TABLE "public"."accounts_a"
  ADD CONSTRAINT "accounts_a_pkey" PRIMARY KEY (id, kind);

ALTER TABLE "public"."accounts_a"
  ADD CONSTRAINT "accounts_a_email_kind_key" UNIQUE (email, kind);

ALTER TABLE "public"."accounts"
  ADD CONSTRAINT "accounts_pkey" PRIMARY KEY (id, kind);

ALTER TABLE "public"."accounts"
  ADD CONSTRAINT "accounts_email_key" UNIQUE (email, kind);

-- 8. What hangs on the table.
ALTER TABLE "public"."accounts" OWNER TO "postgres";

ALTER TABLE "public"."accounts_a" OWNER TO "postgres";

ALTER TABLE "public"."accounts_b" OWNER TO "postgres";

-- 9. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."sessions" DROP CONSTRAINT "sessions_account";

COMMIT;

-- file: 20260101000001_accounts_kind_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.accounts step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=18574de7 to=1f4c7588 plan=72d8f1f5dfe19285
-- What:    gathers statistics of public.accounts, which autovacuum never does for a partitioned
--            table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.accounts, public.accounts_a, public.accounts_b, while
--            sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."accounts";

-- file: 20260101000002_accounts_kind_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.accounts step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=1f4c7588 to=83393662 plan=72d8f1f5dfe19285
-- What:    drops public.accounts_old, the old copy of public.accounts
-- Locks:   ACCESS EXCLUSIVE on public.accounts_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.accounts
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
    WHERE oid = pg_catalog.to_regclass('"public"."accounts_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.accounts_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."accounts"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.accounts is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.accounts.
DROP TABLE "public"."accounts_old";

COMMIT;
