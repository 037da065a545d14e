-- file: 20260101000000_visits_visited_on_1_build.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.visits step=1/5 transaction=single phase=before-deploy
-- pgparcel: from=b3bd607e to=b5da0abe plan=956eb5b71e9b5b87
-- What:    drops public.visits_new
-- Locks:   ACCESS EXCLUSIVE on public.visits_new, public.visits_2090, public.visits_2091, which
--            nobody uses yet; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits_new, public.visits_2090,
--            public.visits_2091
-- Undo:    20260101000000_visits_visited_on_1_build.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."visits_new";

COMMIT;

-- file: 20260101000001_visits_visited_on_2_prepare.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.visits step=2/5 transaction=none phase=before-deploy
-- pgparcel: from=28ae181f to=b3bd607e plan=956eb5b71e9b5b87
-- What:    takes from public.visits what it got to become public.visits_before; any row is let in
--            again
-- Locks:   ACCESS EXCLUSIVE on public.visits, short
--          SHARE UPDATE EXCLUSIVE on public.letters, while it is read
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits
-- Undo:    20260101000001_visits_visited_on_2_prepare.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          ban-drop-not-null: the columns accepted NULL before the up file
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, ban-drop-not-null, prefer-robust-stmts
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."letters" VALIDATE CONSTRAINT "letters_visit";

ALTER TABLE "public"."visits" DROP CONSTRAINT IF EXISTS "visits_bound";

ALTER TABLE "public"."visits" ALTER COLUMN "visited_on" DROP NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS "public"."visits_before_pkey";

ALTER TABLE "public"."visits" DROP CONSTRAINT IF EXISTS "visits_before_code_visited_on_key";

DROP INDEX CONCURRENTLY IF EXISTS "public"."visits_before_code_visited_on_key";

DROP INDEX CONCURRENTLY IF EXISTS "public"."visits_before_visited_on_minutes_note_idx";

DROP INDEX CONCURRENTLY IF EXISTS "public"."visits_pkey_old";

-- file: 20260101000002_visits_visited_on_3_key.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.visits step=3/5 transaction=none phase=before-deploy
-- pgparcel: from=02f36b3e to=28ae181f plan=956eb5b71e9b5b87
-- What:    makes the old key the primary key of public.visits again
-- Locks:   ACCESS EXCLUSIVE on public.visits, short, then SHARE UPDATE EXCLUSIVE
--          SHARE ROW EXCLUSIVE on public.letters, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits
-- Undo:    20260101000002_visits_visited_on_3_key.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, prefer-robust-stmts, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

-- 1. The index that kept the old key unique becomes the key again.
ALTER TABLE "public"."visits"
  DROP CONSTRAINT "visits_before_pkey",
  ADD CONSTRAINT "visits_pkey" PRIMARY KEY USING INDEX "visits_pkey_old";

ALTER TABLE "public"."letters"
  ADD CONSTRAINT "letters_visit" FOREIGN KEY (visit_id) REFERENCES public.visits(id) NOT VALID;

ALTER TABLE "public"."letters" VALIDATE CONSTRAINT "letters_visit";

-- 2. For another way forth.
CREATE UNIQUE INDEX CONCURRENTLY "visits_before_pkey" ON "public"."visits" USING btree (id, visited_on);

CREATE UNIQUE INDEX CONCURRENTLY "visits_pkey_old" ON "public"."visits" USING btree (id);

-- file: 20260101000003_visits_visited_on_4_attach.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.visits step=4/5 transaction=single phase=before-deploy
-- pgparcel: from=8d0fa4a4 to=02f36b3e plan=956eb5b71e9b5b87
-- What:    detaches public.visits_before and makes it public.visits again; the new table is
--            public.visits_new again
--          rows that other partitions received come along while it is locked: at most 10000 unless
--            pgparcel.rows_under_lock is any
-- Locks:   ACCESS EXCLUSIVE on public.visits, public.visits_before, public.visits_2090,
--            public.visits_2091, milliseconds; retried 30 x 80ms
--          ACCESS EXCLUSIVE on public.long_visits, short; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits, public.visits_before, public.visits_2090,
--            public.visits_2091, public.long_visits
-- Undo:    20260101000003_visits_visited_on_4_attach.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them; a sequence goes with its
--            table; nobody sees the name missing
--          ban-alter-identity: the table that bears the name has the identity again before COMMIT
--          require-concurrent-partition-detach: taken back inside one transaction, where
--            CONCURRENTLY cannot run
-- squawk-ignore-file renaming-table, renaming-object, ban-alter-identity
-- squawk-ignore-file require-concurrent-partition-detach
BEGIN;
SET LOCAL lock_timeout = '80ms';
SET LOCAL statement_timeout = '5s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. An autovacuum makes room after deadlock_timeout, which only some roles may lower.
DO $pgparcel$
BEGIN
  PERFORM pg_catalog.set_config('deadlock_timeout', '50ms', true);
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END
$pgparcel$;

-- 2. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."visits"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits is not a partitioned table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_inherits
    WHERE inhrelid = pg_catalog.to_regclass('"public"."visits_before"') AND inhparent = pg_catalog.to_regclass('"public"."visits"'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_before is no partition of public.visits';
  END IF;
END
$pgparcel$;

-- 3. One lock, the strongest at once: nobody reads or writes until COMMIT.
LOCK TABLE "public"."visits" IN ACCESS EXCLUSIVE MODE;

-- 4. Nothing has changed but rows.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."visits"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, visited_on date, minutes integer, hours numeric, code text, note text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.visits changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."visits"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."visits"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."visits"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."visits"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint visits_code, constraint visits_minutes, constraint visits_pkey, index visits_code, index visits_long, index visits_minutes_idx, index visits_pkey, index visits_visited_on_minutes_idx') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.visits changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  PERFORM pg_catalog.set_config('DateStyle', 'ISO, MDY', true);
  PERFORM pg_catalog.set_config('IntervalStyle', 'postgres', true);
  IF ((SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', polname,
          CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
            WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
          (SELECT COALESCE(pg_catalog.string_agg(rolname, ', '
               ORDER BY rolname COLLATE pg_catalog."C"), '')
             FROM pg_catalog.pg_roles WHERE oid = ANY (polroles)),
          'USING (' || pg_catalog.pg_get_expr(polqual, polrelid) || ')',
          'WITH CHECK (' || pg_catalog.pg_get_expr(polwithcheck, polrelid) || ')'),
        '; ' ORDER BY polname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."visits"'))
  IS DISTINCT FROM
  NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: policies of public.visits changed since this file was generated, and it would lose that; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(tgname || ' ' || tgenabled::text, ', '
          ORDER BY tgname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_trigger
   WHERE tgrelid = pg_catalog.to_regclass('"public"."visits"') AND NOT tgisinternal
     AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_')
  IS DISTINCT FROM
  NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: triggers of public.visits were enabled or disabled, which changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT FROM pg_catalog.pg_depend AS d
      JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.refobjid = pg_catalog.to_regclass('"public"."visits"') AND r.ev_class <> d.refobjid AND r.ev_class NOT IN (SELECT oid FROM (VALUES (pg_catalog.to_regclass('"public"."long_visits"'))) AS v (oid) WHERE oid IS NOT NULL))
          OR EXISTS (SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."long_visits"'))) AS v (oid) WHERE oid IS NULL)
  OR (SELECT pg_catalog.string_agg(conname, ', ' ORDER BY conname COLLATE pg_catalog."C")
        FROM pg_catalog.pg_constraint
        WHERE confrelid = pg_catalog.to_regclass('"public"."visits"') AND conrelid <> confrelid AND contype = 'f'
          AND conparentid = 0)
    IS DISTINCT FROM
    NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: views or foreign keys that are bound to public.visits changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."visits" DETACH PARTITION "public"."visits_before";

-- 5. The names change hands.
ALTER TABLE "public"."visits" RENAME TO "visits_new";

ALTER INDEX "public"."visits_pkey" RENAME TO "visits_pkey_new";

ALTER INDEX "public"."visits_code" RENAME TO "visits_code_new";

ALTER INDEX "public"."visits_long" RENAME TO "visits_long_new";

ALTER INDEX "public"."visits_minutes_idx" RENAME TO "visits_minutes_idx_new";

ALTER INDEX "public"."visits_visited_on_minutes_idx" RENAME TO "visits_visited_on_minutes_idx_new";

ALTER SEQUENCE "public"."visits_id_seq" RENAME TO "visits_id_seq_new";

ALTER INDEX "public"."visits_before_minutes_idx" RENAME TO "visits_minutes_idx";

ALTER INDEX "public"."visits_before_lower_idx" RENAME TO "visits_long";

ALTER INDEX "public"."visits_code_old" RENAME TO "visits_code";

ALTER TABLE "public"."visits_before" RENAME TO "visits";

SET LOCAL statement_timeout = '0';

-- 6. What other partitions received comes along.
DO $pgparcel$
BEGIN
  IF NOT EXISTS (SELECT FROM "public"."visits_new") THEN
    RETURN;
  END IF;
  IF COALESCE(pg_catalog.current_setting('pgparcel.rows_under_lock', true), '') <> 'any'
    AND (SELECT pg_catalog.count(*) FROM (
           SELECT FROM "public"."visits_new" LIMIT 10001) AS r) > 10000
  THEN
    RAISE EXCEPTION USING ERRCODE = '55000', MESSAGE =
      'pgparcel: more than 10000 rows lie in other partitions than public.visits_before, and would be moved under the lock',
      HINT = 'Convert online with  partition: none , or move them all the same: PGOPTIONS=''-c pgparcel.rows_under_lock=any'' pgparcel down';
  END IF;
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  ALTER TABLE "public"."visits" DROP CONSTRAINT IF EXISTS "visits_bound";
  INSERT INTO "public"."visits" ("id", "visited_on", "minutes", "code", "note")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "visited_on", "minutes", "code", "note"
  FROM "public"."visits_new";
  TRUNCATE TABLE "public"."visits_new";
END
$pgparcel$;

SET LOCAL statement_timeout = '5s';

COMMENT ON TABLE "public"."visits" IS NULL;

ALTER TABLE "public"."visits" ALTER COLUMN "id"
  ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "public"."visits_id_seq" START WITH 100 INCREMENT BY 5 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1);

SELECT pg_catalog.setval('"public"."visits_id_seq"'::pg_catalog.regclass,
    LEAST(9223372036854775807::numeric, last_value + 32 * 1::numeric
      * (5))::bigint, true)
  FROM "public"."visits_id_seq_new";

-- 7. Views and functions are bound to the table, not to its name.
CREATE OR REPLACE VIEW public.long_visits AS
 SELECT visits.id,
    visits.visited_on
   FROM public.visits
  WHERE (visits.minutes > 60);

COMMIT;

-- file: 20260101000004_visits_visited_on_5_finish.down.sql
-- pgparcel: version=20260101000004 direction=down table=public.visits step=5/5 transaction=none phase=after-deploy
-- pgparcel: from=6a6517e4 to=8d0fa4a4 plan=956eb5b71e9b5b87
-- What:    makes public.visits_before ready for the way back: CHECK and old keys come again
-- Locks:   ACCESS EXCLUSIVE on public.visits_before, short, then SHARE UPDATE EXCLUSIVE
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits_before
-- Undo:    20260101000004_visits_visited_on_5_finish.up.sql runs again
-- Squawk:  ban-drop-constraint: this file adds it anew, to the table that it is for
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, prefer-robust-stmts, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

ALTER TABLE "public"."visits_before" DROP CONSTRAINT IF EXISTS "visits_code_old";

DROP INDEX CONCURRENTLY IF EXISTS "public"."visits_code_old";

CREATE UNIQUE INDEX CONCURRENTLY "visits_code_old" ON "public"."visits_before" USING btree (code);

ALTER TABLE "public"."visits_before"
  ADD CONSTRAINT "visits_code_old" UNIQUE USING INDEX "visits_code_old";

DROP INDEX CONCURRENTLY IF EXISTS "public"."visits_pkey_old";

CREATE UNIQUE INDEX CONCURRENTLY "visits_pkey_old" ON "public"."visits_before" USING btree (id);

ALTER TABLE "public"."visits_before"
  ADD CONSTRAINT "visits_bound" CHECK ("visited_on" IS NOT NULL AND "visited_on" < '2090-01-01'::date) NOT VALID;

ALTER TABLE "public"."visits_before" VALIDATE CONSTRAINT "visits_bound";
