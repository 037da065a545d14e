-- file: 20260101000000_appointments_is_completed_1_build.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.appointments step=1/8 transaction=single phase=before-deploy
-- pgparcel: from=cd32ce9f to=4c472315 plan=f1935d6c72c7d90b
-- What:    drops public.appointments_new
-- Locks:   ACCESS EXCLUSIVE on public.appointments_new, public.appointments_active,
--            public.appointments_completed, which nobody uses yet; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments_new, public.appointments_active,
--            public.appointments_completed
-- Undo:    20260101000000_appointments_is_completed_1_build.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."appointments_new";

DELETE FROM pgparcel.conversions WHERE name = 'public_appointments';

-- 1. Nothing of pgparcel stays that nobody uses.
DO $pgparcel$
BEGIN
  IF NOT EXISTS (SELECT FROM pgparcel.conversions) THEN
    DROP TABLE pgparcel.conversions;
  END IF;
  IF pg_catalog.obj_description(
    pg_catalog.to_regnamespace('pgparcel'), 'pg_namespace') = 'Made by a conversion of pgparcel, and dropped with the last one'
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE relnamespace = pg_catalog.to_regnamespace('pgparcel'))
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_proc
    WHERE pronamespace = pg_catalog.to_regnamespace('pgparcel'))
  THEN
    DROP SCHEMA pgparcel;
  END IF;
END
$pgparcel$;

COMMIT;

-- file: 20260101000001_appointments_is_completed_2_capture.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.appointments step=2/8 transaction=single phase=before-deploy
-- pgparcel: from=da0a8c4c to=cd32ce9f plan=f1935d6c72c7d90b
-- What:    stops logging what is written to public.appointments and drops the logs
-- Locks:   ACCESS EXCLUSIVE on public.appointments, short; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments
-- Undo:    20260101000001_appointments_is_completed_2_capture.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
--          ban-drop-function: only the files of this conversion call it
-- squawk-ignore-file ban-drop-table, ban-drop-function
BEGIN;
SET LOCAL lock_timeout = '80ms';
SET LOCAL statement_timeout = '30s';
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

-- 2. Triggers first: without its log a trigger fails.
LOCK TABLE "public"."appointments" IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture" ON "public"."appointments";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."appointments";

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_capture_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_check_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_compare_forward"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_appointments_catch_up_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_drain_forward"(integer);

DROP TABLE IF EXISTS "pgparcel"."public_appointments_forward";

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_capture_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_check_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_compare_backward"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_appointments_catch_up_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_drain_backward"(integer);

DROP TABLE IF EXISTS "pgparcel"."public_appointments_backward";

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_guard"();

DROP FUNCTION IF EXISTS "pgparcel"."public_appointments_purge"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_appointments_copy"();

DROP TABLE IF EXISTS "pgparcel"."public_appointments_ranges";

UPDATE pgparcel.conversions SET phase = 'built' WHERE name = 'public_appointments';

COMMIT;

-- file: 20260101000002_appointments_is_completed_3_copy.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.appointments step=3/8 transaction=none phase=before-deploy
-- pgparcel: from=eff1584c to=da0a8c4c plan=f1935d6c72c7d90b
-- What:    empties public.appointments_new
-- Locks:   ACCESS EXCLUSIVE on public.appointments_new, public.appointments_active,
--            public.appointments_completed, which nobody uses yet
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments_new, public.appointments_active,
--            public.appointments_completed
-- Undo:    20260101000002_appointments_is_completed_3_copy.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

-- 1. Nobody reads the copy yet.
TRUNCATE TABLE "public"."appointments_new";

TRUNCATE TABLE "pgparcel"."public_appointments_ranges";

UPDATE pgparcel.conversions SET phase = 'armed' WHERE name = 'public_appointments';

-- file: 20260101000003_appointments_is_completed_4_indexes.down.sql
-- pgparcel: version=20260101000003 direction=down table=public.appointments step=4/8 transaction=none phase=before-deploy
-- pgparcel: from=cb8cc5af to=eff1584c plan=f1935d6c72c7d90b
-- What:    drops the keys and indexes of public.appointments_new
-- Locks:   ACCESS EXCLUSIVE on public.appointments_new, public.appointments_active,
--            public.appointments_completed, which nobody uses yet
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments_new, public.appointments_active,
--            public.appointments_completed
-- Undo:    20260101000003_appointments_is_completed_4_indexes.up.sql runs again
-- Squawk:  ban-drop-constraint: the up file added it
--          require-concurrent-index-deletion: CONCURRENTLY runs neither in a transaction nor for an
--            index of a partitioned table
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file ban-drop-constraint, require-concurrent-index-deletion, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture" ON "public"."appointments_new";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."appointments_new";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."appointments_active";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."appointments_completed";

ALTER TABLE "public"."appointments_new" DROP CONSTRAINT IF EXISTS "appointments_pkey_new";

DROP INDEX IF EXISTS "public"."appointments_created_at_idx_new";

DROP INDEX IF EXISTS "public"."appointments_doc_id_created_at_idx_new";

ALTER TABLE "public"."appointments_active" DROP CONSTRAINT IF EXISTS "appointments_active_pkey";

DROP INDEX IF EXISTS "public"."appointments_active_created_at_idx";

DROP INDEX IF EXISTS "public"."appointments_active_doc_id_created_at_idx";

DROP INDEX IF EXISTS "public"."idx_active_date";

ALTER TABLE "public"."appointments_completed" DROP CONSTRAINT IF EXISTS "appointments_completed_pkey";

DROP INDEX IF EXISTS "public"."appointments_completed_created_at_idx";

DROP INDEX IF EXISTS "public"."appointments_completed_doc_id_created_at_idx";

DROP INDEX IF EXISTS "public"."idx_completed_date";

UPDATE pgparcel.conversions SET phase = 'copied' WHERE name = 'public_appointments';

-- file: 20260101000004_appointments_is_completed_5_catch_up.down.sql
-- pgparcel: version=20260101000004 direction=down table=public.appointments step=5/8 transaction=none phase=before-deploy
-- pgparcel: from=1b3fb325 to=cb8cc5af plan=f1935d6c72c7d90b
-- What:    checks the foreign keys that came back with the way back of the swap
-- Locks:   SHARE UPDATE EXCLUSIVE on public.appointments, while it is read
-- Hazards: none
-- Undo:    20260101000004_appointments_is_completed_5_catch_up.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."appointments" VALIDATE CONSTRAINT "appointments_doc_id_fkey";

UPDATE pgparcel.conversions SET phase = 'indexed' WHERE name = 'public_appointments';

-- file: 20260101000005_appointments_is_completed_6_swap.down.sql
-- pgparcel: version=20260101000005 direction=down table=public.appointments step=6/8 transaction=single phase=before-deploy
-- pgparcel: from=5a28dd51 to=1b3fb325 plan=f1935d6c72c7d90b catch-up=pgparcel.public_appointments_catch_up_backward
-- What:    brings what was written since into public.appointments_old and puts that in the place of
--            public.appointments
--          keeps the new table as public.appointments_new and logs what it misses from now on
-- Locks:   ACCESS EXCLUSIVE on public.appointments, public.appointments_active,
--            public.appointments_completed, public.appointments_old, milliseconds; retried 30 x
--            80ms
--          ACCESS EXCLUSIVE on public.doctors, while the foreign key moves; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments, public.appointments_active,
--            public.appointments_completed, public.appointments_old, public.doctors
-- Undo:    20260101000005_appointments_is_completed_6_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-constraint: this file adds it anew, to the table that it is for
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '80ms';
SET LOCAL statement_timeout = '30s';
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
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.appointments is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_appointments' AND phase IN ('swapped'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not swapped; run its files in their order';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_old is gone; there is no way back';
  END IF;
END
$pgparcel$;

-- 3. An old snapshot would miss what the last drain brings.
DO $pgparcel$
DECLARE
  holders text;
BEGIN
  IF COALESCE(pg_catalog.current_setting('pgparcel.snapshots', true), '') = 'ignore' THEN
    RETURN;
  END IF;
  -- Sessions of others are hidden otherwise, and with them their snapshots.
  IF NOT pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE') THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE =
      'pgparcel: ' || current_user || ' may not see the snapshots of other sessions',
      HINT = 'GRANT pg_read_all_stats to it, or go on without a look at them: '
        || 'PGOPTIONS=''-c pgparcel.snapshots=ignore'' pgparcel apply';
  END IF;
  SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', 'pid', pid, application_name), ', ')
    INTO holders
    FROM pg_catalog.pg_stat_activity
    WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
      AND backend_type = 'client backend' AND backend_xmin IS NOT NULL
      AND (state LIKE 'idle in transaction%'
        OR xact_start < pg_catalog.clock_timestamp() - INTERVAL '1 second');
  IF holders IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
      'pgparcel: transactions with an old snapshot are open: ' || holders,
      HINT = 'Run it again when they have ended, or all the same with '
        || 'PGOPTIONS=''-c pgparcel.snapshots=ignore'' pgparcel apply';
  END IF;
END
$pgparcel$;

-- 4. No copy and no drain is under way.
SELECT pg_catalog.pg_advisory_xact_lock(483571618530396840);

-- 5. Asked again: who was waited for may have done the same.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.appointments is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_appointments' AND phase IN ('swapped'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not swapped; run its files in their order';
  END IF;
END
$pgparcel$;

-- 6. One lock, the strongest at once: nobody reads or writes until COMMIT.
LOCK TABLE "public"."appointments" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."appointments_old" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."doctors" IN ACCESS EXCLUSIVE MODE;

-- 7. Nothing has changed but rows, and the last of them come over.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."appointments"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id uuid, doc_id uuid, slot_date character varying(100), amount numeric(10,2), is_completed boolean, created_at timestamp without time zone') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.appointments changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."appointments"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."appointments"') AND contype IN ('c', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."appointments"') AND NOT tgisinternal AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_'
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."appointments"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint appointments_amount_check, constraint appointments_pkey, index appointments_created_at_idx, index appointments_doc_id_created_at_idx, index appointments_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."appointments"')) AS t
     JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
   WHERE t.relid <> pg_catalog.to_regclass('"public"."appointments"'))
  IS DISTINCT FROM
  'appointments_active, appointments_completed') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.appointments changed since this file was generated: no log knows the rows that came or went with them; take that change back';
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
   FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."appointments"'))
  IS DISTINCT FROM
  NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: policies of public.appointments changed since this file was generated, and it would lose that; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(tgname || ' ' || tgenabled::text, ', '
          ORDER BY tgname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_trigger
   WHERE tgrelid = pg_catalog.to_regclass('"public"."appointments"') AND NOT tgisinternal
     AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_')
  IS DISTINCT FROM
  NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: triggers of public.appointments were enabled or disabled, which changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.count(DISTINCT ROW(c.relowner, c.relrowsecurity, c.relforcerowsecurity,
          (SELECT pg_catalog.string_agg(p::text, ',' ORDER BY p::text COLLATE pg_catalog."C")
                 FROM pg_catalog.unnest(COALESCE(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS p), pg_catalog.obj_description(c.oid, 'pg_class'))::text)
   FROM pg_catalog.pg_class AS c WHERE c.oid IN (pg_catalog.to_regclass('"public"."appointments"'), pg_catalog.to_regclass('"public"."appointments_old"'))) > 1) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: owner, privileges, row security or comment of public.appointments changed since public.appointments_old was made and would be lost; make them alike, or take the change back';
  END IF;
  IF ((SELECT pg_catalog.count(DISTINCT columns) FROM (
    SELECT pg_catalog.string_agg(ROW(a.attname, a.attnotnull, a.attidentity,
               pg_catalog.pg_get_expr(d.adbin, d.adrelid), (SELECT pg_catalog.string_agg(p::text, ',' ORDER BY p::text COLLATE pg_catalog."C")
                 FROM pg_catalog.unnest(a.attacl) AS p),
               pg_catalog.col_description(a.attrelid, a.attnum))::text,
             ' ' ORDER BY a.attnum) AS columns
      FROM (SELECT * FROM pg_catalog.pg_attribute
              WHERE attrelid IN (pg_catalog.to_regclass('"public"."appointments"'), pg_catalog.to_regclass('"public"."appointments_old"')) AND attnum > 0 AND NOT attisdropped) AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d
          ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          WHERE a.attname NOT IN ('is_completed')
      GROUP BY a.attrelid) AS t) > 1) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: defaults, NOT NULL, privileges or comments of columns of public.appointments changed since public.appointments_old was made and would be lost; make them alike, or take the change back';
  END IF;
  IF (EXISTS (
    SELECT FROM pg_catalog.pg_depend AS d
      JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.refobjid = pg_catalog.to_regclass('"public"."appointments"') AND r.ev_class <> d.refobjid)
  OR (SELECT pg_catalog.string_agg(conname, ', ' ORDER BY conname COLLATE pg_catalog."C")
        FROM pg_catalog.pg_constraint
        WHERE confrelid = pg_catalog.to_regclass('"public"."appointments"') AND conrelid <> confrelid AND contype = 'f'
          AND conparentid = 0)
    IS DISTINCT FROM
    NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: views or foreign keys that are bound to public.appointments changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.count(*) FROM (
    SELECT FROM "pgparcel"."public_appointments_backward" LIMIT 501) AS l) > 500
  OR EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" WHERE "pgparcel_op" = 't')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
      'pgparcel: too much is logged to be brought over under the lock; run CALL pgparcel.public_appointments_catch_up_backward() and then this file again';
  END IF;
  PERFORM "pgparcel"."public_appointments_drain_backward"();
  IF (EXISTS (SELECT FROM "pgparcel"."public_appointments_backward")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the log of public.appointments is not empty under the lock';
  END IF;
END
$pgparcel$;

DROP TRIGGER "zzz_pgparcel_guard" ON "public"."appointments_old";

-- 8. The names change hands.
ALTER TABLE "public"."appointments" RENAME TO "appointments_new";

ALTER INDEX "public"."appointments_pkey" RENAME TO "appointments_pkey_new";

ALTER INDEX "public"."appointments_created_at_idx" RENAME TO "appointments_created_at_idx_new";

ALTER INDEX "public"."appointments_doc_id_created_at_idx" RENAME TO "appointments_doc_id_created_at_idx_new";

ALTER INDEX "public"."appointments_pkey_old" RENAME TO "appointments_pkey";

ALTER INDEX "public"."appointments_created_at_idx_old" RENAME TO "appointments_created_at_idx";

ALTER TABLE "public"."appointments_old" RENAME TO "appointments";

-- 9. Writes are logged for another swap, which then needs no second copy.
CREATE OR REPLACE FUNCTION "pgparcel"."public_appointments_capture_backward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN RETURN NULL; END
$pgparcel$;

CREATE OR REPLACE FUNCTION "pgparcel"."public_appointments_capture_forward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO "pgparcel"."public_appointments_forward" ("pgparcel_op") VALUES ('t');
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO "pgparcel"."public_appointments_forward" ("pgparcel_op", "id", "is_completed")
    VALUES ('k', OLD."id", OLD."is_completed");
  END IF;
  -- By stored bytes: needs no operator of the columns' types, which may lie in any schema.
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE'
      AND NOT (ROW(OLD."id", OLD."is_completed")::record OPERATOR(pg_catalog.*=) ROW(NEW."id", NEW."is_completed")::record)) THEN
    INSERT INTO "pgparcel"."public_appointments_forward" ("pgparcel_op", "id", "is_completed")
    VALUES ('k', NEW."id", NEW."is_completed");
  END IF;
  RETURN NULL;
END
$pgparcel$;

-- 10. Other tables are locked from here to COMMIT.
ALTER TABLE "public"."appointments_new" DROP CONSTRAINT IF EXISTS "appointments_doc_id_fkey";

ALTER TABLE "public"."appointments_active" DROP CONSTRAINT IF EXISTS "appointments_doc_id_fkey";

ALTER TABLE "public"."appointments_completed" DROP CONSTRAINT IF EXISTS "appointments_doc_id_fkey";

ALTER TABLE "public"."appointments"
  ADD CONSTRAINT "appointments_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id) ON DELETE CASCADE NOT VALID;

UPDATE pgparcel.conversions SET phase = 'checked', swapped_at = NULL WHERE name = 'public_appointments';

COMMIT;

-- file: 20260101000006_appointments_is_completed_7_validate.down.sql
-- pgparcel: version=20260101000006 direction=down table=public.appointments step=7/8 transaction=none phase=before-deploy
-- pgparcel: from=035b37db to=5a28dd51 plan=f1935d6c72c7d90b
-- What:    leaves the foreign keys as they are: they guard what is written
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000006_appointments_is_completed_7_validate.up.sql runs again

-- 1. Foreign keys stay: they guard what is written.
UPDATE pgparcel.conversions SET phase = 'swapped', swapped_at = pg_catalog.now() WHERE name = 'public_appointments';

-- file: 20260101000007_appointments_is_completed_8_finish.down.sql
-- pgparcel: version=20260101000007 direction=down table=public.appointments step=8/8 transaction=none phase=after-deploy
-- pgparcel: from=4290b466 to=035b37db plan=f1935d6c72c7d90b
-- What:    refuses: public.appointments_old is gone, and with it the way back
-- Locks:   none
-- Hazards: IRREVERSIBLE: public.appointments_old was dropped; convert again with another layout to
--            change public.appointments
-- Undo:    this file refuses and changes nothing

-- 1. There is no way back.
DO $pgparcel$
BEGIN
  RAISE EXCEPTION USING MESSAGE = 'there is no way back: public.appointments_old was dropped; convert again with another layout to change public.appointments';
END
$pgparcel$;
