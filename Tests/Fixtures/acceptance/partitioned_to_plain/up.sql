-- file: 20260101000000_logs_plain_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.logs step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=9e4e7cac to=f39a55c7 plan=102162cbb7c2e21c
-- What:    copies public.logs into a table that is not partitioned and puts that in its place
--          keeps the old table as public.logs_old
-- Locks:   ACCESS EXCLUSIVE on public.logs, public.logs_1, public.logs_2 and 3 more, while the rows
--            are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.logs
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them; a sequence goes with its
--            table; nobody sees the name missing
-- squawk-ignore-file renaming-table, renaming-object
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
    WHERE oid = pg_catalog.to_regclass('"public"."logs"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.logs is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."logs"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, at date, line text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.logs changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."logs"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."logs"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."logs"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."logs"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint logs_pkey, index logs_line, index logs_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.logs changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."logs_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.logs_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."logs" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."logs" RENAME TO "logs_old";

ALTER INDEX "public"."logs_line" RENAME TO "logs_line_old";

ALTER INDEX "public"."logs_pkey" RENAME TO "logs_pkey_old";

ALTER SEQUENCE "public"."logs_id_seq" RENAME TO "logs_id_seq_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."logs" (
  "id" bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "public"."logs_id_seq" START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1) NOT NULL,
  "at" date NOT NULL,
  "line" text
);

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."logs" ("id", "at", "line")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "at", "line"
  FROM "public"."logs_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."logs_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."logs")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.logs_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."logs"
  ADD CONSTRAINT "logs_pkey" PRIMARY KEY (id);

CREATE INDEX "logs_line" ON "public"."logs" USING btree (line);

-- 8. What hangs on the table.
ALTER TABLE "public"."logs" OWNER TO "postgres";

SELECT pg_catalog.setval('"public"."logs_id_seq"'::pg_catalog.regclass, last_value, is_called)
  FROM "public"."logs_id_seq_old";

COMMIT;

-- file: 20260101000001_logs_plain_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.logs step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=f39a55c7 to=0dc0ff2d plan=102162cbb7c2e21c
-- What:    gathers statistics of public.logs, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.logs, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."logs";

-- file: 20260101000002_logs_plain_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.logs step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=0dc0ff2d to=e8544d36 plan=102162cbb7c2e21c
-- What:    drops public.logs_old, the old copy of public.logs
-- Locks:   ACCESS EXCLUSIVE on public.logs_old, public.logs_1, public.logs_2 and 3 more, short;
--            retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.logs
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
    WHERE oid = pg_catalog.to_regclass('"public"."logs_old"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.logs_old is gone or is not a partitioned table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."logs"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.logs is not a plain table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.logs.
DROP TABLE "public"."logs_old";

COMMIT;
