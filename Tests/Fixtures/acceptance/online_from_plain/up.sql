-- file: 20260101000000_appointments_is_completed_1_build.up.sql
-- pgparcel: version=20260101000000 table=public.appointments step=1/8 transaction=single phase=before-deploy
-- pgparcel: from=4c472315 to=cd32ce9f plan=f1935d6c72c7d90b
-- What:    builds public.appointments_new, empty and partitioned by list (is_completed)
-- Locks:   ACCESS SHARE on public.appointments, short; retried 10 x 3s
-- Hazards: UNIQUENESS_WEAKENED: (id) was unique; now only (id, is_completed) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-timestamp-tz: the schema file asks for this type
--          prefer-text-field: the schema file asks for this type
-- squawk-ignore-file prefer-timestamp-tz, prefer-text-field
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
    WHERE oid = pg_catalog.to_regclass('"public"."appointments"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments is not a plain table';
  END IF;
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
       WHERE conrelid = pg_catalog.to_regclass('"public"."appointments"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."appointments"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."appointments"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint appointments_amount_check, constraint appointments_doc_id_fkey, constraint appointments_pkey, index appointments_created_at_idx, index appointments_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."appointments_new"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_new exists already; rename it or drop it, then run this file again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."appointments_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_old exists already; rename it or drop it, then run this file again';
  END IF;
  IF (pg_catalog.to_regclass('"pgparcel"."public_appointments_forward"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: pgparcel.public_appointments_forward exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. A key column holds no NULL.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."appointments" WHERE "is_completed" IS NULL)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23502', MESSAGE =
      'pgparcel: public.appointments.is_completed holds NULL in some rows and is to be part of the primary key; give those rows a value first';
  END IF;
END
$pgparcel$;

-- 3. Where the conversion keeps its state.
DO $pgparcel$
BEGIN
  IF pg_catalog.to_regnamespace('pgparcel') IS NULL THEN
    CREATE SCHEMA pgparcel;
    COMMENT ON SCHEMA pgparcel IS 'Made by a conversion of pgparcel, and dropped with the last one';
  END IF;
  IF pg_catalog.to_regclass('pgparcel.conversions') IS NULL THEN
    CREATE TABLE pgparcel.conversions (
      name text PRIMARY KEY,
      table_schema text NOT NULL,
      table_name text NOT NULL,
      phase text NOT NULL,
      paused boolean NOT NULL DEFAULT false,
      keep_old interval NOT NULL,
      source_files text,
      started_at timestamp with time zone NOT NULL DEFAULT pg_catalog.now(),
      copying_since timestamp with time zone,
      swapped_at timestamp with time zone
    );
  END IF;
END
$pgparcel$;

INSERT INTO pgparcel.conversions (name, table_schema, table_name, phase, keep_old)
  VALUES ('public_appointments', 'public',
    'appointments', 'built', INTERVAL '7 days');

-- 4. The new table under another name, without indexes.
CREATE TABLE "public"."appointments_new" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "doc_id" uuid NOT NULL,
  "slot_date" character varying(100) NOT NULL,
  "amount" numeric(10,2) NOT NULL,
  "is_completed" boolean DEFAULT false NOT NULL,
  "created_at" timestamp without time zone DEFAULT now(),
  CONSTRAINT "appointments_amount_check" CHECK ((amount >= (0)::numeric))
) PARTITION BY LIST (is_completed);

CREATE TABLE "public"."appointments_active" PARTITION OF "public"."appointments_new"
  FOR VALUES IN ('false') WITH ("fillfactor" = '85');

CREATE TABLE "public"."appointments_completed" PARTITION OF "public"."appointments_new"
  FOR VALUES IN ('true');

-- 5. What hangs on it and needs no index.
ALTER TABLE "public"."appointments_new" OWNER TO "postgres";

ALTER TABLE "public"."appointments_active" OWNER TO "postgres";

ALTER TABLE "public"."appointments_completed" OWNER TO "postgres";

COMMENT ON TABLE "public"."appointments_completed" IS 'kept for ten years';

COMMIT;

-- file: 20260101000001_appointments_is_completed_2_capture.up.sql
-- pgparcel: version=20260101000001 table=public.appointments step=2/8 transaction=single phase=before-deploy
-- pgparcel: from=cd32ce9f to=da0a8c4c plan=f1935d6c72c7d90b
-- What:    logs the keys of all rows of public.appointments that are written from now on
-- Locks:   SHARE ROW EXCLUSIVE on public.appointments, short; retried 30 x 80ms
-- Hazards: IMPACTS_DATABASE_PERFORMANCE: each written row of public.appointments writes its key to
--            a log as well
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-char-field: the log's own column, of one byte
-- squawk-ignore-file ban-char-field
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
    WHERE name = 'public_appointments' AND phase IN ('built'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not built; run its files in their order';
  END IF;
END
$pgparcel$;

-- 3. Keys of what is written here and, after the swap, there.
CREATE TABLE "pgparcel"."public_appointments_forward" (
  "pgparcel_seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "pgparcel_op" "char" NOT NULL,
  "id" uuid,
  "is_completed" boolean
);

CREATE TABLE "pgparcel"."public_appointments_backward" (
  "pgparcel_seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "pgparcel_op" "char" NOT NULL,
  "id" uuid,
  "is_completed" boolean
);

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

CREATE OR REPLACE FUNCTION "pgparcel"."public_appointments_capture_backward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN RETURN NULL; END
$pgparcel$;

-- 4. What copies, purges, drains and compares; the later files call it.
CREATE TABLE "pgparcel"."public_appointments_ranges" (
  "first_block" bigint PRIMARY KEY,
  "end_block" bigint NOT NULL,
  "copied_rows" bigint
);

CREATE PROCEDURE "pgparcel"."public_appointments_copy"()
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  pause_seconds CONSTANT double precision := 0.000;
  -- Bytes that a standby may be behind before the copy waits for it.
  standby_lag CONSTANT bigint := 268435456;
  range_start bigint;
  range_end bigint;
  copied bigint;
  files text;
  halted boolean;
BEGIN
  LOOP
    LOOP
      SELECT c.paused OR EXISTS (
          SELECT FROM pg_catalog.pg_stat_replication AS r
          WHERE pg_catalog.pg_wal_lsn_diff(
            pg_catalog.pg_current_wal_lsn(), r.replay_lsn) > standby_lag)
        INTO halted
        FROM pgparcel.conversions AS c WHERE c.name = 'public_appointments';
      COMMIT;
      EXIT WHEN halted IS NOT TRUE;
      PERFORM pg_catalog.pg_sleep(0.5);
    END LOOP;
    -- Shared among copies, apart from purge and drain.
    PERFORM pg_catalog.pg_advisory_xact_lock_shared(483571618530396840);
    SELECT r."first_block", r."end_block" INTO range_start, range_end
      FROM "pgparcel"."public_appointments_ranges" AS r
      WHERE r."copied_rows" IS NULL
      ORDER BY r."first_block" LIMIT 1 FOR UPDATE SKIP LOCKED;
    EXIT WHEN NOT FOUND;
    SELECT c.source_files INTO files
      FROM pgparcel.conversions AS c WHERE c.name = 'public_appointments';
    IF files IS DISTINCT FROM (SELECT pg_catalog.string_agg(
          COALESCE(pg_catalog.pg_relation_filenode(oid), 0)::text, ' ' ORDER BY oid)
    FROM pg_catalog.unnest(ARRAY['"public"."appointments"'::pg_catalog.regclass]) AS t (oid))
      AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" WHERE "pgparcel_op" = 't')
    THEN
      RAISE EXCEPTION USING MESSAGE =
        'pgparcel: public.appointments was rewritten while it was copied (VACUUM FULL, CLUSTER, ALTER TABLE); take this file back and run it again';
    END IF;
    PERFORM pg_catalog.set_config('row_security', 'off', true);
    -- A lost commit loses the range's rows and its mark together.
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    INSERT INTO "public"."appointments_new" ("id", "doc_id", "slot_date", "amount", "is_completed", "created_at")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at"
      FROM ONLY "public"."appointments" AS s
      WHERE s.ctid >= ('(' || range_start || ',0)')::pg_catalog.tid
        AND s.ctid < ('(' || range_end || ',0)')::pg_catalog.tid;
    GET DIAGNOSTICS copied = ROW_COUNT;
    UPDATE "pgparcel"."public_appointments_ranges" SET "copied_rows" = copied WHERE "first_block" = range_start;
    COMMIT;
    PERFORM pg_catalog.pg_sleep(pause_seconds);
  END LOOP;
  COMMIT;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_appointments_purge"() RETURNS void
LANGUAGE plpgsql
AS $pgparcel$
BEGIN
  IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'pgparcel: rows are brought over in READ COMMITTED only';
  END IF;
  -- Alone: after the last copy, before the first drain.
  PERFORM pg_catalog.pg_advisory_xact_lock(483571618530396840);
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  DELETE FROM "public"."appointments_new" AS d
    USING (SELECT DISTINCT l."id", l."is_completed"
           FROM "pgparcel"."public_appointments_forward" AS l WHERE l."pgparcel_op" = 'k') AS k
    WHERE d."id" = k."id" AND d."is_completed" = k."is_completed";
  IF EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" WHERE "pgparcel_op" = 't') THEN
    DELETE FROM "public"."appointments_new" AS d
      WHERE NOT EXISTS (
        SELECT FROM ONLY "public"."appointments" AS s WHERE s."id" = d."id" AND s."is_completed" = d."is_completed");
  END IF;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_appointments_drain_forward"(most integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  taken "pgparcel"."public_appointments_forward"[];
  gone "pgparcel"."public_appointments_forward"[];
  rest "pgparcel"."public_appointments_forward"[];
  doubled text;
BEGIN
  IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'pgparcel: rows are brought over in READ COMMITTED only';
  END IF;
  PERFORM pg_catalog.pg_advisory_xact_lock(483571618530396840);
  PERFORM pg_catalog.set_config('pgparcel.role', 'sync', true);
  PERFORM pg_catalog.set_config('row_security', 'off', true);

  WITH oldest AS (
    SELECT "pgparcel_seq" FROM "pgparcel"."public_appointments_forward" ORDER BY "pgparcel_seq" LIMIT most
  ), gone AS (
    DELETE FROM "pgparcel"."public_appointments_forward" AS l USING oldest
    WHERE l."pgparcel_seq" = oldest."pgparcel_seq"
    RETURNING l
  )
  SELECT pg_catalog.array_agg(gone.l) INTO taken FROM gone;
  IF taken IS NULL THEN
    RETURN 0;
  END IF;
  -- Few keys against large tables: by index, whatever the statistics say.
  PERFORM pg_catalog.set_config('enable_seqscan', 'off', true);
  PERFORM pg_catalog.set_config('enable_hashjoin', 'off', true);
  PERFORM pg_catalog.set_config('enable_mergejoin', 'off', true);
  -- What is compiled or planned for all partitions at once takes longer than to run.
  PERFORM pg_catalog.set_config('jit', 'off', true);
  PERFORM pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', true);

  IF EXISTS (SELECT FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 't') THEN
    PERFORM pg_catalog.set_config('enable_seqscan', 'on', true);
    PERFORM pg_catalog.set_config('enable_hashjoin', 'on', true);
    DELETE FROM "public"."appointments_new" AS d
      WHERE NOT EXISTS (SELECT FROM ONLY "public"."appointments" AS s WHERE s."id" = d."id" AND s."is_completed" = d."is_completed");
    PERFORM pg_catalog.set_config('enable_seqscan', 'off', true);
    PERFORM pg_catalog.set_config('enable_hashjoin', 'off', true);
  END IF;
  IF EXISTS (
    SELECT FROM ONLY "public"."appointments" AS s
      JOIN pg_catalog.unnest(taken) AS t ON s."id" = t."id"
    WHERE t."pgparcel_op" = 'k' AND (s."is_completed" IS NULL)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23502', MESSAGE =
      'pgparcel: rows of public.appointments hold NULL in is_completed, which is part of the key of public.appointments_new; give them a value first';
  END IF;
  BEGIN
    SELECT pg_catalog.array_agg(t) INTO gone
      FROM pg_catalog.unnest(taken) AS t
      WHERE t."pgparcel_op" = 'k'
        AND NOT EXISTS (SELECT FROM ONLY "public"."appointments" AS s WHERE s."id" = t."id" AND s."is_completed" = t."is_completed");
    IF gone IS NOT NULL THEN
      DELETE FROM "public"."appointments_new" AS d
        USING pg_catalog.unnest(gone) AS k
        WHERE d."id" = k."id" AND d."is_completed" = k."is_completed";
    END IF;
    INSERT INTO "public"."appointments_new" AS d ("id", "doc_id", "slot_date", "amount", "is_completed", "created_at")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at"
      FROM ONLY "public"."appointments" AS s
        JOIN (SELECT DISTINCT t."id", t."is_completed" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k ON s."id" = k."id" AND s."is_completed" = k."is_completed"
      ON CONFLICT ("id", "is_completed") DO UPDATE SET
          "id" = excluded."id",
          "doc_id" = excluded."doc_id",
          "slot_date" = excluded."slot_date",
          "amount" = excluded."amount",
          "is_completed" = excluded."is_completed",
          "created_at" = excluded."created_at"
        WHERE NOT (ROW(d."id", d."doc_id", d."slot_date", d."amount", d."is_completed", d."created_at")::record OPERATOR(pg_catalog.*=) ROW(excluded."id", excluded."doc_id", excluded."slot_date", excluded."amount", excluded."is_completed", excluded."created_at")::record);
  EXCEPTION WHEN unique_violation THEN
    -- Two rows exchanged a unique value and only one of them is in this batch: all that is
    -- logged goes in one go, so that no stale row is left to collide with.
    WITH gone AS (DELETE FROM "pgparcel"."public_appointments_forward" AS l RETURNING l)
    SELECT pg_catalog.array_agg(gone.l) INTO rest FROM gone;
    taken := taken || rest;
    DELETE FROM "public"."appointments_new" AS d
      USING (SELECT DISTINCT t."id", t."is_completed" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k
      WHERE d."id" = k."id" AND d."is_completed" = k."is_completed";
    INSERT INTO "public"."appointments_new" ("id", "doc_id", "slot_date", "amount", "is_completed", "created_at")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at"
      FROM ONLY "public"."appointments" AS s
        JOIN (SELECT DISTINCT t."id", t."is_completed" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k ON s."id" = k."id" AND s."is_completed" = k."is_completed";
  END;
  PERFORM pg_catalog.set_config('enable_seqscan', 'on', true);
  PERFORM pg_catalog.set_config('enable_hashjoin', 'on', true);
  PERFORM pg_catalog.set_config('enable_mergejoin', 'on', true);
  RETURN pg_catalog.cardinality(taken);
END
$pgparcel$;

CREATE PROCEDURE "pgparcel"."public_appointments_catch_up_forward"()
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  batch CONSTANT integer := 2000;
  small CONSTANT integer := 125;
  backlog bigint;
  smallest bigint;
  in_vain integer := 0;
BEGIN
  LOOP
    SELECT pg_catalog.count(*) INTO backlog FROM "pgparcel"."public_appointments_forward";
    EXIT WHEN backlog <= small AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" WHERE "pgparcel_op" = 't');
    IF backlog < smallest OR smallest IS NULL THEN
      smallest := backlog;
      in_vain := 0;
    ELSE
      in_vain := in_vain + 1;
      IF in_vain > 100 THEN
        RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
          'pgparcel: public.appointments is written faster than its log is drained; run this again when there is less load';
      END IF;
    END IF;
    COMMIT;
    -- Not all at once: what is written meanwhile may be more, and is to be noticed.
    FOR i IN 1..LEAST(pg_catalog.ceil(backlog / batch::numeric), 50) LOOP
      PERFORM "pgparcel"."public_appointments_drain_forward"(batch);
      COMMIT;
    END LOOP;
  END LOOP;
  COMMIT;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_appointments_compare_forward"() RETURNS SETOF boolean
LANGUAGE plpgsql
AS $pgparcel$
BEGIN
  RETURN QUERY SELECT
    CASE WHEN NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" WHERE "pgparcel_op" = 't') THEN
      (SELECT pg_catalog.count(*)
      FROM ONLY "public"."appointments" AS s LEFT JOIN "public"."appointments_new" AS d ON s."id" = d."id" AND s."is_completed" = d."is_completed"
        WHERE (d."id" IS NULL
            OR NOT (ROW(s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at")::record OPERATOR(pg_catalog.*=) ROW(d."id", d."doc_id", d."slot_date", d."amount", d."is_completed", d."created_at")::record))
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" AS l WHERE l."id" = s."id" AND l."is_completed" = s."is_completed")) = 0
      AND (SELECT pg_catalog.count(*) FROM ONLY "public"."appointments" AS t WHERE NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" AS l WHERE l."id" = t."id" AND l."is_completed" = t."is_completed"))
        = (SELECT pg_catalog.count(*) FROM "public"."appointments_new" AS t WHERE NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" AS l WHERE l."id" = t."id" AND l."is_completed" = t."is_completed"))
    END;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_appointments_check_forward"() RETURNS void
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  alike boolean;
  differing text;
BEGIN
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  -- Keys are hashed; what maintenance may use is enough.
  PERFORM pg_catalog.set_config(
    'work_mem', pg_catalog.current_setting('maintenance_work_mem'), true);
  FOR i IN 1..100 LOOP
    -- A TRUNCATE that is logged and not brought over makes all rows differ.
    IF EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" WHERE "pgparcel_op" = 't') THEN
      PERFORM "pgparcel"."public_appointments_drain_forward"();
    END IF;
    -- Each row is held against the log, whose size the statistics do not know.
    PERFORM pg_catalog.set_config('enable_nestloop', 'off', true);
    SELECT * INTO alike FROM "pgparcel"."public_appointments_compare_forward"();
    IF alike THEN
      RETURN;
    END IF;
    IF NOT alike THEN
      SELECT (SELECT pg_catalog.string_agg(key, '; ') FROM (
        SELECT pg_catalog.concat_ws(', ', s."id", s."is_completed"), pg_catalog.row_number() OVER ()
        FROM ONLY "public"."appointments" AS s LEFT JOIN "public"."appointments_new" AS d ON s."id" = d."id" AND s."is_completed" = d."is_completed"
        WHERE (d."id" IS NULL
            OR NOT (ROW(s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at")::record OPERATOR(pg_catalog.*=) ROW(d."id", d."doc_id", d."slot_date", d."amount", d."is_completed", d."created_at")::record))
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" AS l WHERE l."id" = s."id" AND l."is_completed" = s."is_completed")
      ) AS keys (key, n) WHERE n <= 10) INTO differing;
      IF differing IS NULL THEN
        SELECT (SELECT pg_catalog.string_agg(key, '; ') FROM (
        SELECT pg_catalog.concat_ws(', ', d."id", d."is_completed"), pg_catalog.row_number() OVER ()
        FROM "public"."appointments_new" AS d LEFT JOIN ONLY "public"."appointments" AS s ON s."id" = d."id" AND s."is_completed" = d."is_completed"
        WHERE s."id" IS NULL
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" AS l WHERE l."id" = d."id" AND l."is_completed" = d."is_completed")
      ) AS keys (key, n) WHERE n <= 10) INTO differing;
      END IF;
      IF differing IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
          'pgparcel: public.appointments_new differs from public.appointments' || ' at '
            || '(id, is_completed) = ' || differing;
      END IF;
    END IF;
    PERFORM pg_catalog.set_config('enable_nestloop', 'on', true);
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
    'pgparcel: no comparison of public.appointments came to an end: it is truncated again and again; run this again when it is not';
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_appointments_drain_backward"(most integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  taken "pgparcel"."public_appointments_backward"[];
  gone "pgparcel"."public_appointments_backward"[];
  rest "pgparcel"."public_appointments_backward"[];
  doubled text;
BEGIN
  IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'pgparcel: rows are brought over in READ COMMITTED only';
  END IF;
  PERFORM pg_catalog.pg_advisory_xact_lock(483571618530396840);
  PERFORM pg_catalog.set_config('pgparcel.role', 'sync', true);
  PERFORM pg_catalog.set_config('row_security', 'off', true);

  WITH oldest AS (
    SELECT "pgparcel_seq" FROM "pgparcel"."public_appointments_backward" ORDER BY "pgparcel_seq" LIMIT most
  ), gone AS (
    DELETE FROM "pgparcel"."public_appointments_backward" AS l USING oldest
    WHERE l."pgparcel_seq" = oldest."pgparcel_seq"
    RETURNING l
  )
  SELECT pg_catalog.array_agg(gone.l) INTO taken FROM gone;
  IF taken IS NULL THEN
    RETURN 0;
  END IF;
  -- Few keys against large tables: by index, whatever the statistics say.
  PERFORM pg_catalog.set_config('enable_seqscan', 'off', true);
  PERFORM pg_catalog.set_config('enable_hashjoin', 'off', true);
  PERFORM pg_catalog.set_config('enable_mergejoin', 'off', true);
  -- What is compiled or planned for all partitions at once takes longer than to run.
  PERFORM pg_catalog.set_config('jit', 'off', true);
  PERFORM pg_catalog.set_config('plan_cache_mode', 'force_custom_plan', true);

  IF EXISTS (SELECT FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 't') THEN
    PERFORM pg_catalog.set_config('enable_seqscan', 'on', true);
    PERFORM pg_catalog.set_config('enable_hashjoin', 'on', true);
    DELETE FROM "public"."appointments_old" AS d
      WHERE NOT EXISTS (SELECT FROM "public"."appointments" AS s WHERE s."id" = d."id" AND s."is_completed" = d."is_completed");
    PERFORM pg_catalog.set_config('enable_seqscan', 'off', true);
    PERFORM pg_catalog.set_config('enable_hashjoin', 'off', true);
  END IF;
  SELECT pg_catalog.string_agg(key, '; ' ORDER BY key) INTO doubled FROM (
    SELECT pg_catalog.concat_ws(', ', s."id") AS key
    FROM "public"."appointments" AS s
      JOIN (SELECT DISTINCT t."id" FROM pg_catalog.unnest(taken) AS t) AS t ON s."id" = t."id"
    GROUP BY s."id" HAVING pg_catalog.count(*) > 1
    LIMIT 10
  ) AS keys;
  IF doubled IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.appointments share one (id), which is unique in public.appointments_old; make it unique again first: ' || doubled;
  END IF;
  BEGIN
    SELECT pg_catalog.array_agg(t) INTO gone
      FROM pg_catalog.unnest(taken) AS t
      WHERE t."pgparcel_op" = 'k'
        AND NOT EXISTS (SELECT FROM "public"."appointments" AS s WHERE s."id" = t."id" AND s."is_completed" = t."is_completed");
    IF gone IS NOT NULL THEN
      DELETE FROM "public"."appointments_old" AS d
        USING pg_catalog.unnest(gone) AS k
        WHERE d."id" = k."id" AND d."is_completed" = k."is_completed";
    END IF;
    INSERT INTO "public"."appointments_old" AS d ("id", "doc_id", "slot_date", "amount", "is_completed", "created_at")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at"
      FROM "public"."appointments" AS s
        JOIN (SELECT DISTINCT t."id", t."is_completed" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k ON s."id" = k."id" AND s."is_completed" = k."is_completed"
      ON CONFLICT ("id") DO UPDATE SET
          "id" = excluded."id",
          "doc_id" = excluded."doc_id",
          "slot_date" = excluded."slot_date",
          "amount" = excluded."amount",
          "is_completed" = excluded."is_completed",
          "created_at" = excluded."created_at"
        WHERE NOT (ROW(d."id", d."doc_id", d."slot_date", d."amount", d."is_completed", d."created_at")::record OPERATOR(pg_catalog.*=) ROW(excluded."id", excluded."doc_id", excluded."slot_date", excluded."amount", excluded."is_completed", excluded."created_at")::record);
  EXCEPTION WHEN unique_violation THEN
    -- Two rows exchanged a unique value and only one of them is in this batch: all that is
    -- logged goes in one go, so that no stale row is left to collide with.
    WITH gone AS (DELETE FROM "pgparcel"."public_appointments_backward" AS l RETURNING l)
    SELECT pg_catalog.array_agg(gone.l) INTO rest FROM gone;
    taken := taken || rest;
    DELETE FROM "public"."appointments_old" AS d
      USING (SELECT DISTINCT t."id", t."is_completed" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k
      WHERE d."id" = k."id" AND d."is_completed" = k."is_completed";
    INSERT INTO "public"."appointments_old" ("id", "doc_id", "slot_date", "amount", "is_completed", "created_at")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at"
      FROM "public"."appointments" AS s
        JOIN (SELECT DISTINCT t."id", t."is_completed" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k ON s."id" = k."id" AND s."is_completed" = k."is_completed";
  END;
  PERFORM pg_catalog.set_config('enable_seqscan', 'on', true);
  PERFORM pg_catalog.set_config('enable_hashjoin', 'on', true);
  PERFORM pg_catalog.set_config('enable_mergejoin', 'on', true);
  RETURN pg_catalog.cardinality(taken);
END
$pgparcel$;

CREATE PROCEDURE "pgparcel"."public_appointments_catch_up_backward"()
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  batch CONSTANT integer := 2000;
  small CONSTANT integer := 125;
  backlog bigint;
  smallest bigint;
  in_vain integer := 0;
BEGIN
  LOOP
    SELECT pg_catalog.count(*) INTO backlog FROM "pgparcel"."public_appointments_backward";
    EXIT WHEN backlog <= small AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" WHERE "pgparcel_op" = 't');
    IF backlog < smallest OR smallest IS NULL THEN
      smallest := backlog;
      in_vain := 0;
    ELSE
      in_vain := in_vain + 1;
      IF in_vain > 100 THEN
        RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
          'pgparcel: public.appointments is written faster than its log is drained; run this again when there is less load';
      END IF;
    END IF;
    COMMIT;
    -- Not all at once: what is written meanwhile may be more, and is to be noticed.
    FOR i IN 1..LEAST(pg_catalog.ceil(backlog / batch::numeric), 50) LOOP
      PERFORM "pgparcel"."public_appointments_drain_backward"(batch);
      COMMIT;
    END LOOP;
  END LOOP;
  COMMIT;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_appointments_compare_backward"() RETURNS SETOF boolean
LANGUAGE plpgsql
AS $pgparcel$
BEGIN
  RETURN QUERY SELECT
    CASE WHEN NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" WHERE "pgparcel_op" = 't') THEN
      (SELECT pg_catalog.count(*)
      FROM "public"."appointments" AS s LEFT JOIN "public"."appointments_old" AS d ON s."id" = d."id" AND s."is_completed" = d."is_completed"
        WHERE (d."id" IS NULL
            OR NOT (ROW(s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at")::record OPERATOR(pg_catalog.*=) ROW(d."id", d."doc_id", d."slot_date", d."amount", d."is_completed", d."created_at")::record))
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" AS l WHERE l."id" = s."id" AND l."is_completed" = s."is_completed")) = 0
      AND (SELECT pg_catalog.count(*) FROM "public"."appointments" AS t WHERE NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" AS l WHERE l."id" = t."id" AND l."is_completed" = t."is_completed"))
        = (SELECT pg_catalog.count(*) FROM "public"."appointments_old" AS t WHERE NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" AS l WHERE l."id" = t."id" AND l."is_completed" = t."is_completed"))
    END;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_appointments_check_backward"() RETURNS void
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  alike boolean;
  differing text;
BEGIN
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  -- Keys are hashed; what maintenance may use is enough.
  PERFORM pg_catalog.set_config(
    'work_mem', pg_catalog.current_setting('maintenance_work_mem'), true);
  FOR i IN 1..100 LOOP
    -- A TRUNCATE that is logged and not brought over makes all rows differ.
    IF EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" WHERE "pgparcel_op" = 't') THEN
      PERFORM "pgparcel"."public_appointments_drain_backward"();
    END IF;
    -- Each row is held against the log, whose size the statistics do not know.
    PERFORM pg_catalog.set_config('enable_nestloop', 'off', true);
    SELECT * INTO alike FROM "pgparcel"."public_appointments_compare_backward"();
    IF alike THEN
      RETURN;
    END IF;
    IF NOT alike THEN
      SELECT (SELECT pg_catalog.string_agg(key, '; ') FROM (
        SELECT pg_catalog.concat_ws(', ', s."id", s."is_completed"), pg_catalog.row_number() OVER ()
        FROM "public"."appointments" AS s LEFT JOIN "public"."appointments_old" AS d ON s."id" = d."id" AND s."is_completed" = d."is_completed"
        WHERE (d."id" IS NULL
            OR NOT (ROW(s."id", s."doc_id", s."slot_date", s."amount", s."is_completed", s."created_at")::record OPERATOR(pg_catalog.*=) ROW(d."id", d."doc_id", d."slot_date", d."amount", d."is_completed", d."created_at")::record))
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" AS l WHERE l."id" = s."id" AND l."is_completed" = s."is_completed")
      ) AS keys (key, n) WHERE n <= 10) INTO differing;
      IF differing IS NULL THEN
        SELECT (SELECT pg_catalog.string_agg(key, '; ') FROM (
        SELECT pg_catalog.concat_ws(', ', d."id", d."is_completed"), pg_catalog.row_number() OVER ()
        FROM "public"."appointments_old" AS d LEFT JOIN "public"."appointments" AS s ON s."id" = d."id" AND s."is_completed" = d."is_completed"
        WHERE s."id" IS NULL
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_appointments_backward" AS l WHERE l."id" = d."id" AND l."is_completed" = d."is_completed")
      ) AS keys (key, n) WHERE n <= 10) INTO differing;
      END IF;
      IF differing IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
          'pgparcel: public.appointments_old differs from public.appointments' || ' at '
            || '(id, is_completed) = ' || differing;
      END IF;
    END IF;
    PERFORM pg_catalog.set_config('enable_nestloop', 'on', true);
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
    'pgparcel: no comparison of public.appointments came to an end: it is truncated again and again; run this again when it is not';
END
$pgparcel$;

-- 5. From COMMIT on every write to public.appointments is logged.
CREATE TRIGGER "zzz_pgparcel_capture"
  AFTER INSERT OR UPDATE OR DELETE ON "public"."appointments"
  FOR EACH ROW EXECUTE FUNCTION "pgparcel"."public_appointments_capture_forward"();

ALTER TABLE "public"."appointments" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."appointments"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_appointments_capture_forward"();

ALTER TABLE "public"."appointments" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

UPDATE pgparcel.conversions SET phase = 'armed' WHERE name = 'public_appointments';

COMMIT;

-- file: 20260101000002_appointments_is_completed_3_copy.up.sql
-- pgparcel: version=20260101000002 table=public.appointments step=3/8 transaction=none phase=before-deploy
-- pgparcel: from=da0a8c4c to=eff1584c plan=f1935d6c72c7d90b parallel=3
-- What:    copies the rows of public.appointments into public.appointments_new, range by range
-- Locks:   ACCESS SHARE on public.appointments, while a range is copied
-- Hazards: IMPACTS_DATABASE_PERFORMANCE: reads all of public.appointments and writes it again
-- Undo:    .down.sql restores the layout and every row

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.appointments is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_appointments' AND phase IN ('armed', 'copied'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not armed or copied; run its files in their order';
  END IF;
END
$pgparcel$;

-- 2. Block ranges of public.appointments, each copied in a transaction of its own.
DO $pgparcel$
BEGIN
  IF EXISTS (SELECT FROM "pgparcel"."public_appointments_ranges") THEN
    RETURN;
  END IF;
  INSERT INTO "pgparcel"."public_appointments_ranges" ("first_block", "end_block")
    SELECT first, first + 1024
    FROM pg_catalog.generate_series(
      0, (SELECT pg_catalog.max(pg_catalog.pg_relation_size(oid))
            / pg_catalog.current_setting('block_size')::bigint
          FROM pg_catalog.unnest(ARRAY['"public"."appointments"'::pg_catalog.regclass]) AS t (oid)), 1024) AS first;
  UPDATE pgparcel.conversions SET source_files = (SELECT pg_catalog.string_agg(
          COALESCE(pg_catalog.pg_relation_filenode(oid), 0)::text, ' ' ORDER BY oid)
    FROM pg_catalog.unnest(ARRAY['"public"."appointments"'::pg_catalog.regclass]) AS t (oid)), copying_since = pg_catalog.now()
    WHERE name = 'public_appointments';
END
$pgparcel$;

-- 3. Several sessions may run this at once; what is copied stays copied.
CALL "pgparcel"."public_appointments_copy"();

-- 4. Every range is copied.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "pgparcel"."public_appointments_ranges" WHERE "copied_rows" IS NULL)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
      'pgparcel: some block ranges of public.appointments are not copied; run this file again';
  END IF;
END
$pgparcel$;

UPDATE pgparcel.conversions SET phase = 'copied' WHERE name = 'public_appointments';

-- file: 20260101000003_appointments_is_completed_4_indexes.up.sql
-- pgparcel: version=20260101000003 table=public.appointments step=4/8 transaction=none phase=before-deploy
-- pgparcel: from=eff1584c to=cb8cc5af plan=f1935d6c72c7d90b
-- What:    builds the keys and indexes of public.appointments_new
-- Locks:   ACCESS EXCLUSIVE on public.appointments_new, public.appointments_active,
--            public.appointments_completed, which nobody uses yet
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-index-creation: it belongs into one transaction with the rest, whose
--            locks the header lists
--          constraint-missing-not-valid: it comes back valid, as it was, under the locks that the
--            header lists
--          adding-serial-primary-key-field: it belongs into one transaction with the rest, whose
--            locks the header lists
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-concurrent-index-creation, constraint-missing-not-valid
-- squawk-ignore-file adding-serial-primary-key-field, prefer-robust-stmts, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.appointments is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_appointments' AND phase IN ('copied'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not copied; run its files in their order';
  END IF;
END
$pgparcel$;

-- 2. Whatever was written meanwhile leaves the copy again.
SELECT "pgparcel"."public_appointments_purge"();

-- 3. Each index is built once, over all rows.
ALTER TABLE "public"."appointments_completed"
  ADD CONSTRAINT "appointments_completed_pkey" PRIMARY KEY (id, is_completed);

CREATE INDEX "appointments_completed_created_at_idx" ON "public"."appointments_completed" USING btree (created_at DESC NULLS LAST);

CREATE INDEX "appointments_completed_doc_id_created_at_idx" ON "public"."appointments_completed" USING btree (doc_id, created_at);

CREATE INDEX "idx_completed_date" ON "public"."appointments_completed" USING btree (slot_date);

ALTER TABLE "public"."appointments_active"
  ADD CONSTRAINT "appointments_active_pkey" PRIMARY KEY (id, is_completed);

CREATE INDEX "appointments_active_created_at_idx" ON "public"."appointments_active" USING btree (created_at DESC NULLS LAST);

CREATE INDEX "appointments_active_doc_id_created_at_idx" ON "public"."appointments_active" USING btree (doc_id, created_at);

CREATE INDEX "idx_active_date" ON "public"."appointments_active" USING btree (slot_date);

ALTER TABLE "public"."appointments_new"
  ADD CONSTRAINT "appointments_pkey_new" PRIMARY KEY (id, is_completed);

CREATE INDEX "appointments_created_at_idx_new" ON "public"."appointments_new" USING btree (created_at DESC NULLS LAST);

CREATE INDEX "appointments_doc_id_created_at_idx_new" ON "public"."appointments_new" USING btree (doc_id, created_at);

-- 4. Silent until the swap.
CREATE TRIGGER "zzz_pgparcel_capture"
  AFTER INSERT OR UPDATE OR DELETE ON "public"."appointments_new"
  FOR EACH ROW EXECUTE FUNCTION "pgparcel"."public_appointments_capture_backward"();

ALTER TABLE "public"."appointments_new" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."appointments_new"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_appointments_capture_backward"();

ALTER TABLE "public"."appointments_new" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."appointments_active"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_appointments_capture_backward"();

ALTER TABLE "public"."appointments_active" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."appointments_completed"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_appointments_capture_backward"();

ALTER TABLE "public"."appointments_completed" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

-- 5. Statistics, which autovacuum never gathers for a partitioned table.
VACUUM (ANALYZE) "public"."appointments_new";

UPDATE pgparcel.conversions SET phase = 'indexed' WHERE name = 'public_appointments';

-- file: 20260101000004_appointments_is_completed_5_catch_up.up.sql
-- pgparcel: version=20260101000004 table=public.appointments step=5/8 transaction=none phase=before-deploy
-- pgparcel: from=cb8cc5af to=1b3fb325 plan=f1935d6c72c7d90b
-- What:    brings public.appointments_new up to date and compares it with public.appointments row
--            by row
--          run it again when the swap finds too much left to do
-- Locks:   ACCESS SHARE on public.appointments, while rows are compared
--          ROW EXCLUSIVE on public.appointments_new, which nobody uses yet
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.appointments is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_appointments' AND phase IN ('indexed', 'checked'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not indexed or checked; run its files in their order';
  END IF;
END
$pgparcel$;

-- 2. Batch by batch, until little is left.
CALL "pgparcel"."public_appointments_catch_up_forward"();

-- 3. Every row, byte by byte, but for those that the log still names.
SELECT "pgparcel"."public_appointments_check_forward"();

UPDATE pgparcel.conversions SET phase = 'checked', swapped_at = NULL WHERE name = 'public_appointments';

-- file: 20260101000005_appointments_is_completed_6_swap.up.sql
-- pgparcel: version=20260101000005 table=public.appointments step=6/8 transaction=single phase=before-deploy
-- pgparcel: from=1b3fb325 to=5a28dd51 plan=f1935d6c72c7d90b catch-up=pgparcel.public_appointments_catch_up_forward
-- What:    puts public.appointments_new in the place of public.appointments, partitioned by list
--            (is_completed)
--          keeps the old table as public.appointments_old and logs what it misses from now on
-- Locks:   ACCESS EXCLUSIVE on public.appointments, public.appointments_new, milliseconds; retried
--            30 x 80ms
--          SHARE ROW EXCLUSIVE on public.appointments_active, public.appointments_completed,
--            milliseconds; retried 30 x 80ms
--          ACCESS EXCLUSIVE on public.doctors, while the foreign key moves; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.appointments, public.doctors
-- Undo:    .down.sql restores the layout and every row
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
    WHERE name = 'public_appointments' AND phase IN ('checked'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not checked; run its files in their order';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."appointments_new"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_new is not a partitioned table';
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
    WHERE name = 'public_appointments' AND phase IN ('checked'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not checked; run its files in their order';
  END IF;
END
$pgparcel$;

-- 6. One lock, the strongest at once: nobody reads or writes until COMMIT.
LOCK TABLE ONLY "public"."appointments" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE ONLY "public"."appointments_new" IN ACCESS EXCLUSIVE MODE;

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
       WHERE conrelid = pg_catalog.to_regclass('"public"."appointments"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."appointments"') AND NOT tgisinternal AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_'
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."appointments"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint appointments_amount_check, constraint appointments_doc_id_fkey, constraint appointments_pkey, index appointments_created_at_idx, index appointments_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.appointments changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."appointments"')) AS t
     JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
   WHERE t.relid <> pg_catalog.to_regclass('"public"."appointments"'))
  IS DISTINCT FROM
  NULL) IS NOT FALSE THEN
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
   FROM pg_catalog.pg_class AS c WHERE c.oid IN (pg_catalog.to_regclass('"public"."appointments"'), pg_catalog.to_regclass('"public"."appointments_new"'))) > 1) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: owner, privileges, row security or comment of public.appointments changed since public.appointments_new was made and would be lost; make them alike, or take the change back';
  END IF;
  IF ((SELECT pg_catalog.count(DISTINCT columns) FROM (
    SELECT pg_catalog.string_agg(ROW(a.attname, a.attnotnull, a.attidentity,
               pg_catalog.pg_get_expr(d.adbin, d.adrelid), (SELECT pg_catalog.string_agg(p::text, ',' ORDER BY p::text COLLATE pg_catalog."C")
                 FROM pg_catalog.unnest(a.attacl) AS p),
               pg_catalog.col_description(a.attrelid, a.attnum))::text,
             ' ' ORDER BY a.attnum) AS columns
      FROM (SELECT * FROM pg_catalog.pg_attribute
              WHERE attrelid IN (pg_catalog.to_regclass('"public"."appointments"'), pg_catalog.to_regclass('"public"."appointments_new"')) AND attnum > 0 AND NOT attisdropped) AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d
          ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          WHERE a.attname NOT IN ('is_completed')
      GROUP BY a.attrelid) AS t) > 1) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: defaults, NOT NULL, privileges or comments of columns of public.appointments changed since public.appointments_new was made and would be lost; make them alike, or take the change back';
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
    SELECT FROM "pgparcel"."public_appointments_forward" LIMIT 501) AS l) > 500
  OR EXISTS (SELECT FROM "pgparcel"."public_appointments_forward" WHERE "pgparcel_op" = 't')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
      'pgparcel: too much is logged to be brought over under the lock; run CALL pgparcel.public_appointments_catch_up_forward() and then this file again';
  END IF;
  PERFORM "pgparcel"."public_appointments_drain_forward"();
  IF (EXISTS (SELECT FROM "pgparcel"."public_appointments_forward")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the log of public.appointments is not empty under the lock';
  END IF;
END
$pgparcel$;

-- 8. The names change hands.
ALTER TABLE "public"."appointments" RENAME TO "appointments_old";

ALTER INDEX "public"."appointments_created_at_idx" RENAME TO "appointments_created_at_idx_old";

ALTER INDEX "public"."appointments_pkey" RENAME TO "appointments_pkey_old";

ALTER INDEX "public"."appointments_doc_id_created_at_idx_new" RENAME TO "appointments_doc_id_created_at_idx";

ALTER INDEX "public"."appointments_created_at_idx_new" RENAME TO "appointments_created_at_idx";

ALTER INDEX "public"."appointments_pkey_new" RENAME TO "appointments_pkey";

ALTER TABLE "public"."appointments_new" RENAME TO "appointments";

-- 9. Writes are logged the other way from here on.
CREATE OR REPLACE FUNCTION "pgparcel"."public_appointments_capture_forward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN RETURN NULL; END
$pgparcel$;

CREATE OR REPLACE FUNCTION "pgparcel"."public_appointments_capture_backward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO "pgparcel"."public_appointments_backward" ("pgparcel_op") VALUES ('t');
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO "pgparcel"."public_appointments_backward" ("pgparcel_op", "id", "is_completed")
    VALUES ('k', OLD."id", OLD."is_completed");
  END IF;
  -- By stored bytes: needs no operator of the columns' types, which may lie in any schema.
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE'
      AND NOT (ROW(OLD."id", OLD."is_completed")::record OPERATOR(pg_catalog.*=) ROW(NEW."id", NEW."is_completed")::record)) THEN
    INSERT INTO "pgparcel"."public_appointments_backward" ("pgparcel_op", "id", "is_completed")
    VALUES ('k', NEW."id", NEW."is_completed");
  END IF;
  RETURN NULL;
END
$pgparcel$;

-- 10. Nobody writes to what is retired by mistake.
CREATE OR REPLACE FUNCTION "pgparcel"."public_appointments_guard"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN
  IF pg_catalog.current_setting('pgparcel.role', true) = 'sync' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION USING ERRCODE = '55000', MESSAGE =
    'public.appointments_old is retired: write to public.appointments';
END
$pgparcel$;

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."appointments_old"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_appointments_guard"();

-- 11. Foreign keys last: other tables are locked from here to COMMIT.
ALTER TABLE "public"."appointments_old" DROP CONSTRAINT IF EXISTS "appointments_doc_id_fkey";

ALTER TABLE "public"."appointments_active"
  ADD CONSTRAINT "appointments_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id) ON DELETE CASCADE NOT VALID;

ALTER TABLE "public"."appointments_completed"
  ADD CONSTRAINT "appointments_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id) ON DELETE CASCADE NOT VALID;

UPDATE pgparcel.conversions SET phase = 'swapped', swapped_at = pg_catalog.now() WHERE name = 'public_appointments';

COMMIT;

-- file: 20260101000006_appointments_is_completed_7_validate.up.sql
-- pgparcel: version=20260101000006 table=public.appointments step=7/8 transaction=none phase=before-deploy
-- pgparcel: from=5a28dd51 to=035b37db plan=f1935d6c72c7d90b
-- What:    checks the foreign keys of public.appointments partition by partition
-- Locks:   SHARE ROW EXCLUSIVE on public.appointments, public.appointments_active,
--            public.appointments_completed, short
--          ACCESS EXCLUSIVE on public.doctors, short
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.appointments is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_appointments' AND phase IN ('swapped', 'validated'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not swapped or validated; run its files in their order';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."appointments_active" VALIDATE CONSTRAINT "appointments_doc_id_fkey";

ALTER TABLE "public"."appointments_completed" VALIDATE CONSTRAINT "appointments_doc_id_fkey";

-- 2. The table's own key adopts those of its partitions, and reads no row.
DO $pgparcel$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."appointments"') AND conname = 'appointments_doc_id_fkey'
  ) THEN
    ALTER TABLE "public"."appointments"
  ADD CONSTRAINT "appointments_doc_id_fkey" FOREIGN KEY (doc_id) REFERENCES public.doctors(id) ON DELETE CASCADE;
  END IF;
END
$pgparcel$;

UPDATE pgparcel.conversions SET phase = 'validated' WHERE name = 'public_appointments';

-- file: 20260101000007_appointments_is_completed_8_finish.up.sql
-- pgparcel: version=20260101000007 table=public.appointments step=8/8 transaction=single phase=after-deploy
-- pgparcel: from=035b37db to=4290b466 plan=f1935d6c72c7d90b
-- What:    drops public.appointments_old, the old copy of public.appointments, and the logs
--          refuses until 7 days have passed since the swap
-- Locks:   ACCESS EXCLUSIVE on public.appointments, public.appointments_active,
--            public.appointments_completed, public.appointments_old, short; retried 30 x 80ms
-- Hazards: IRREVERSIBLE: public.appointments_old is gone, and with it the way back
-- Undo:    impossible: public.appointments_old was dropped; convert again with another layout to
--            change public.appointments
-- Squawk:  ban-drop-table: its rows live on in public.appointments
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

-- 2. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.appointments is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_appointments' AND phase IN ('swapped', 'validated'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.appointments is not swapped or validated; run its files in their order';
  END IF;
  IF ((SELECT swapped_at + keep_old > pg_catalog.now() FROM pgparcel.conversions
    WHERE name = 'public_appointments')
  AND COALESCE(pg_catalog.current_setting('pgparcel.keep_old', true), '') <> 'off') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.appointments_old is to be kept for 7 days after the swap; wait, or drop it earlier with PGOPTIONS=''-c pgparcel.keep_old=off''';
  END IF;
END
$pgparcel$;

-- 3. From here on there is no way back.
LOCK TABLE "public"."appointments" IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture" ON "public"."appointments";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."appointments";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."appointments_active";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."appointments_completed";

-- 4. Its rows live on in public.appointments.
DROP TABLE "public"."appointments_old";

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

DELETE FROM pgparcel.conversions WHERE name = 'public_appointments';

-- 5. Nothing of pgparcel stays that nobody uses.
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
