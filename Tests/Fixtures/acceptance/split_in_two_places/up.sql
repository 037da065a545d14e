-- file: 20260101000000_visits_partitions_1_build.up.sql
-- pgparcel: version=20260101000000 table=public.visits step=1/8 transaction=single phase=before-deploy
-- pgparcel: from=4d14ae74 to=4608ff58 plan=91c1036794246f3d
-- What:    builds public.visits_eu and public.visits_us, empty, in public.visits_aside
-- Locks:   ACCESS SHARE on public.visits, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (EXISTS (
    SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."visits_eu"')), (pg_catalog.to_regclass('"public"."visits_us"'))) AS p (oid)
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = p.oid AND inhparent = pg_catalog.to_regclass('"public"."visits"')))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits changed since this file was generated: public.visits_eu and public.visits_us is expected; run the files in their order, or take that change back';
  END IF;
  IF ((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."visits_eu"')) AS t
     JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
   WHERE t.relid <> pg_catalog.to_regclass('"public"."visits_eu"'))
  IS DISTINCT FROM
  'visits_eu_h1, visits_eu_h2') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits_eu changed since this file was generated: no log knows the rows that came or went with them; take that change back';
  END IF;
  IF ((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."visits_us"')) AS t
     JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
   WHERE t.relid <> pg_catalog.to_regclass('"public"."visits_us"'))
  IS DISTINCT FROM
  'visits_us_q1, visits_us_q2, visits_us_rest') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits_us changed since this file was generated: no log knows the rows that came or went with them; take that change back';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."visits"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, region text, day date, note text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.visits changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."visits_aside"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_aside exists already; rename it or drop it, then run this file again';
  END IF;
  IF (pg_catalog.to_regclass('"pgparcel"."public_visits_forward"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: pgparcel.public_visits_forward exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Where the conversion keeps its state.
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
  VALUES ('public_visits', 'public',
    'visits', 'built', INTERVAL '7 days');

-- 3. The new partitions in a table that stands aside, without indexes.
CREATE TABLE "public"."visits_aside" (
  LIKE "public"."visits" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION
) PARTITION BY LIST (region);

CREATE TABLE "public"."visits_eu_new" PARTITION OF "public"."visits_aside"
  FOR VALUES IN ('de', 'fr') PARTITION BY RANGE (day);

CREATE TABLE "public"."visits_eu_q1" PARTITION OF "public"."visits_eu_new"
  FOR VALUES FROM ('2026-01-01') TO ('2026-04-01');

CREATE TABLE "public"."visits_eu_q2" PARTITION OF "public"."visits_eu_new"
  FOR VALUES FROM ('2026-04-01') TO ('2026-07-01');

CREATE TABLE "public"."visits_eu_h2_new" PARTITION OF "public"."visits_eu_new"
  FOR VALUES FROM ('2026-07-01') TO ('2027-01-01') WITH ("fillfactor" = '90');

CREATE TABLE "public"."visits_us_new" PARTITION OF "public"."visits_aside"
  FOR VALUES IN ('us') PARTITION BY RANGE (day);

CREATE TABLE "public"."visits_us_h1" PARTITION OF "public"."visits_us_new"
  FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');

CREATE TABLE "public"."visits_us_h2" PARTITION OF "public"."visits_us_new"
  FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');

CREATE TABLE "public"."visits_us_rest_new" PARTITION OF "public"."visits_us_new"
  DEFAULT;

-- 4. What hangs on them and needs no index.
ALTER TABLE "public"."visits_aside" OWNER TO "postgres";

ALTER TABLE "public"."visits_eu_new" OWNER TO "postgres";

ALTER TABLE "public"."visits_eu_q1" OWNER TO "postgres";

ALTER TABLE "public"."visits_eu_q2" OWNER TO "postgres";

ALTER TABLE "public"."visits_eu_h2_new" OWNER TO "postgres";

ALTER TABLE "public"."visits_us_new" OWNER TO "postgres";

ALTER TABLE "public"."visits_us_h1" OWNER TO "postgres";

ALTER TABLE "public"."visits_us_h2" OWNER TO "postgres";

ALTER TABLE "public"."visits_us_rest_new" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_visits_partitions_2_capture.up.sql
-- pgparcel: version=20260101000001 table=public.visits step=2/8 transaction=single phase=before-deploy
-- pgparcel: from=4608ff58 to=20f67e74 plan=91c1036794246f3d
-- What:    logs the keys of all rows of public.visits_eu and public.visits_us that are written from
--            now on
-- Locks:   SHARE ROW EXCLUSIVE on public.visits_eu, public.visits_eu_h1, public.visits_eu_h2 and 4
--            more, short; retried 30 x 80ms
-- Hazards: IMPACTS_DATABASE_PERFORMANCE: each written row of public.visits_eu and public.visits_us
--            writes its key to a log as well
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
      'pgparcel: no conversion of public.visits is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_visits' AND phase IN ('built'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.visits is not built; run its files in their order';
  END IF;
END
$pgparcel$;

-- 3. Keys of what is written here and, after the swap, there.
CREATE TABLE "pgparcel"."public_visits_forward" (
  "pgparcel_seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "pgparcel_op" "char" NOT NULL,
  "id" bigint,
  "region" text,
  "day" date
);

CREATE TABLE "pgparcel"."public_visits_backward" (
  "pgparcel_seq" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "pgparcel_op" "char" NOT NULL,
  "id" bigint,
  "region" text,
  "day" date
);

CREATE OR REPLACE FUNCTION "pgparcel"."public_visits_capture_forward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO "pgparcel"."public_visits_forward" ("pgparcel_op") VALUES ('t');
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO "pgparcel"."public_visits_forward" ("pgparcel_op", "id", "region", "day")
    VALUES ('k', OLD."id", OLD."region", OLD."day");
  END IF;
  -- By stored bytes: needs no operator of the columns' types, which may lie in any schema.
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE'
      AND NOT (ROW(OLD."id", OLD."region", OLD."day")::record OPERATOR(pg_catalog.*=) ROW(NEW."id", NEW."region", NEW."day")::record)) THEN
    INSERT INTO "pgparcel"."public_visits_forward" ("pgparcel_op", "id", "region", "day")
    VALUES ('k', NEW."id", NEW."region", NEW."day");
  END IF;
  RETURN NULL;
END
$pgparcel$;

CREATE OR REPLACE FUNCTION "pgparcel"."public_visits_capture_backward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN RETURN NULL; END
$pgparcel$;

-- 4. What copies, purges, drains and compares; the later files call it.
CREATE TABLE "pgparcel"."public_visits_ranges" (
  "first_block" bigint PRIMARY KEY,
  "end_block" bigint NOT NULL,
  "copied_rows" bigint
);

CREATE PROCEDURE "pgparcel"."public_visits_copy"()
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
        FROM pgparcel.conversions AS c WHERE c.name = 'public_visits';
      COMMIT;
      EXIT WHEN halted IS NOT TRUE;
      PERFORM pg_catalog.pg_sleep(0.5);
    END LOOP;
    -- Shared among copies, apart from purge and drain.
    PERFORM pg_catalog.pg_advisory_xact_lock_shared(668012923531806490);
    SELECT r."first_block", r."end_block" INTO range_start, range_end
      FROM "pgparcel"."public_visits_ranges" AS r
      WHERE r."copied_rows" IS NULL
      ORDER BY r."first_block" LIMIT 1 FOR UPDATE SKIP LOCKED;
    EXIT WHEN NOT FOUND;
    SELECT c.source_files INTO files
      FROM pgparcel.conversions AS c WHERE c.name = 'public_visits';
    IF files IS DISTINCT FROM (SELECT pg_catalog.string_agg(
          COALESCE(pg_catalog.pg_relation_filenode(oid), 0)::text, ' ' ORDER BY oid)
    FROM pg_catalog.unnest(ARRAY['"public"."visits_eu"'::pg_catalog.regclass,
        '"public"."visits_eu_h1"'::pg_catalog.regclass,
        '"public"."visits_eu_h2"'::pg_catalog.regclass,
        '"public"."visits_us"'::pg_catalog.regclass,
        '"public"."visits_us_q1"'::pg_catalog.regclass,
        '"public"."visits_us_q2"'::pg_catalog.regclass,
        '"public"."visits_us_rest"'::pg_catalog.regclass]) AS t (oid))
      AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_forward" WHERE "pgparcel_op" = 't')
    THEN
      RAISE EXCEPTION USING MESSAGE =
        'pgparcel: public.visits_eu and public.visits_us was rewritten while it was copied (VACUUM FULL, CLUSTER, ALTER TABLE); take this file back and run it again';
    END IF;
    PERFORM pg_catalog.set_config('row_security', 'off', true);
    -- A lost commit loses the range's rows and its mark together.
    PERFORM pg_catalog.set_config('synchronous_commit', 'off', true);
    INSERT INTO "public"."visits_aside" ("id", "region", "day", "note")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."region", s."day", s."note"
      FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s
      WHERE s.ctid >= ('(' || range_start || ',0)')::pg_catalog.tid
        AND s.ctid < ('(' || range_end || ',0)')::pg_catalog.tid;
    GET DIAGNOSTICS copied = ROW_COUNT;
    UPDATE "pgparcel"."public_visits_ranges" SET "copied_rows" = copied WHERE "first_block" = range_start;
    COMMIT;
    PERFORM pg_catalog.pg_sleep(pause_seconds);
  END LOOP;
  COMMIT;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_visits_purge"() RETURNS void
LANGUAGE plpgsql
AS $pgparcel$
BEGIN
  IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'pgparcel: rows are brought over in READ COMMITTED only';
  END IF;
  -- Alone: after the last copy, before the first drain.
  PERFORM pg_catalog.pg_advisory_xact_lock(668012923531806490);
  PERFORM pg_catalog.set_config('row_security', 'off', true);
  DELETE FROM "public"."visits_aside" AS d
    USING (SELECT DISTINCT l."id", l."region", l."day"
           FROM "pgparcel"."public_visits_forward" AS l WHERE l."pgparcel_op" = 'k') AS k
    WHERE d."id" = k."id" AND d."region" = k."region" AND d."day" = k."day";
  IF EXISTS (SELECT FROM "pgparcel"."public_visits_forward" WHERE "pgparcel_op" = 't') THEN
    DELETE FROM "public"."visits_aside" AS d
      WHERE NOT EXISTS (
        SELECT FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s WHERE s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day");
  END IF;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_visits_drain_forward"(most integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  taken "pgparcel"."public_visits_forward"[];
  gone "pgparcel"."public_visits_forward"[];
  rest "pgparcel"."public_visits_forward"[];
  doubled text;
BEGIN
  IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'pgparcel: rows are brought over in READ COMMITTED only';
  END IF;
  PERFORM pg_catalog.pg_advisory_xact_lock(668012923531806490);
  PERFORM pg_catalog.set_config('pgparcel.role', 'sync', true);
  PERFORM pg_catalog.set_config('row_security', 'off', true);

  WITH oldest AS (
    SELECT "pgparcel_seq" FROM "pgparcel"."public_visits_forward" ORDER BY "pgparcel_seq" LIMIT most
  ), gone AS (
    DELETE FROM "pgparcel"."public_visits_forward" AS l USING oldest
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
    DELETE FROM "public"."visits_aside" AS d
      WHERE NOT EXISTS (SELECT FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s WHERE s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day");
    PERFORM pg_catalog.set_config('enable_seqscan', 'off', true);
    PERFORM pg_catalog.set_config('enable_hashjoin', 'off', true);
  END IF;
  BEGIN
    SELECT pg_catalog.array_agg(t) INTO gone
      FROM pg_catalog.unnest(taken) AS t
      WHERE t."pgparcel_op" = 'k'
        AND NOT EXISTS (SELECT FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s WHERE s."id" = t."id" AND s."region" = t."region" AND s."day" = t."day");
    IF gone IS NOT NULL THEN
      DELETE FROM "public"."visits_aside" AS d
        USING pg_catalog.unnest(gone) AS k
        WHERE d."id" = k."id" AND d."region" = k."region" AND d."day" = k."day";
    END IF;
    INSERT INTO "public"."visits_aside" AS d ("id", "region", "day", "note")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."region", s."day", s."note"
      FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s
        JOIN (SELECT DISTINCT t."id", t."region", t."day" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k ON s."id" = k."id" AND s."region" = k."region" AND s."day" = k."day"
      ON CONFLICT ("id", "region", "day") DO UPDATE SET
          "id" = excluded."id",
          "region" = excluded."region",
          "day" = excluded."day",
          "note" = excluded."note"
        WHERE NOT (ROW(d."id", d."region", d."day", d."note")::record OPERATOR(pg_catalog.*=) ROW(excluded."id", excluded."region", excluded."day", excluded."note")::record);
  EXCEPTION WHEN unique_violation THEN
    -- Two rows exchanged a unique value and only one of them is in this batch: all that is
    -- logged goes in one go, so that no stale row is left to collide with.
    WITH gone AS (DELETE FROM "pgparcel"."public_visits_forward" AS l RETURNING l)
    SELECT pg_catalog.array_agg(gone.l) INTO rest FROM gone;
    taken := taken || rest;
    DELETE FROM "public"."visits_aside" AS d
      USING (SELECT DISTINCT t."id", t."region", t."day" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k
      WHERE d."id" = k."id" AND d."region" = k."region" AND d."day" = k."day";
    INSERT INTO "public"."visits_aside" ("id", "region", "day", "note")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."region", s."day", s."note"
      FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s
        JOIN (SELECT DISTINCT t."id", t."region", t."day" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k ON s."id" = k."id" AND s."region" = k."region" AND s."day" = k."day";
  END;
  PERFORM pg_catalog.set_config('enable_seqscan', 'on', true);
  PERFORM pg_catalog.set_config('enable_hashjoin', 'on', true);
  PERFORM pg_catalog.set_config('enable_mergejoin', 'on', true);
  RETURN pg_catalog.cardinality(taken);
END
$pgparcel$;

CREATE PROCEDURE "pgparcel"."public_visits_catch_up_forward"()
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
    SELECT pg_catalog.count(*) INTO backlog FROM "pgparcel"."public_visits_forward";
    EXIT WHEN backlog <= small AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_forward" WHERE "pgparcel_op" = 't');
    IF backlog < smallest OR smallest IS NULL THEN
      smallest := backlog;
      in_vain := 0;
    ELSE
      in_vain := in_vain + 1;
      IF in_vain > 100 THEN
        RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
          'pgparcel: public.visits_eu and public.visits_us is written faster than its log is drained; run this again when there is less load';
      END IF;
    END IF;
    COMMIT;
    -- Not all at once: what is written meanwhile may be more, and is to be noticed.
    FOR i IN 1..LEAST(pg_catalog.ceil(backlog / batch::numeric), 50) LOOP
      PERFORM "pgparcel"."public_visits_drain_forward"(batch);
      COMMIT;
    END LOOP;
  END LOOP;
  COMMIT;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_visits_compare_forward"() RETURNS SETOF boolean
LANGUAGE plpgsql
AS $pgparcel$
BEGIN
  RETURN QUERY SELECT
    CASE WHEN NOT EXISTS (SELECT FROM "pgparcel"."public_visits_forward" WHERE "pgparcel_op" = 't') THEN
      (SELECT pg_catalog.count(*)
      FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s LEFT JOIN "public"."visits_aside" AS d ON s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day"
        WHERE (d."id" IS NULL
            OR NOT (ROW(s."id", s."region", s."day", s."note")::record OPERATOR(pg_catalog.*=) ROW(d."id", d."region", d."day", d."note")::record))
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_forward" AS l WHERE l."id" = s."id" AND l."region" = s."region" AND l."day" = s."day")) = 0
      AND (SELECT pg_catalog.count(*) FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS t WHERE NOT EXISTS (SELECT FROM "pgparcel"."public_visits_forward" AS l WHERE l."id" = t."id" AND l."region" = t."region" AND l."day" = t."day"))
        = (SELECT pg_catalog.count(*) FROM "public"."visits_aside" AS t WHERE NOT EXISTS (SELECT FROM "pgparcel"."public_visits_forward" AS l WHERE l."id" = t."id" AND l."region" = t."region" AND l."day" = t."day"))
    END;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_visits_check_forward"() RETURNS void
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
    IF EXISTS (SELECT FROM "pgparcel"."public_visits_forward" WHERE "pgparcel_op" = 't') THEN
      PERFORM "pgparcel"."public_visits_drain_forward"();
    END IF;
    -- Each row is held against the log, whose size the statistics do not know.
    PERFORM pg_catalog.set_config('enable_nestloop', 'off', true);
    SELECT * INTO alike FROM "pgparcel"."public_visits_compare_forward"();
    IF alike THEN
      RETURN;
    END IF;
    IF NOT alike THEN
      SELECT (SELECT pg_catalog.string_agg(key, '; ') FROM (
        SELECT pg_catalog.concat_ws(', ', s."id", s."region", s."day"), pg_catalog.row_number() OVER ()
        FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s LEFT JOIN "public"."visits_aside" AS d ON s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day"
        WHERE (d."id" IS NULL
            OR NOT (ROW(s."id", s."region", s."day", s."note")::record OPERATOR(pg_catalog.*=) ROW(d."id", d."region", d."day", d."note")::record))
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_forward" AS l WHERE l."id" = s."id" AND l."region" = s."region" AND l."day" = s."day")
      ) AS keys (key, n) WHERE n <= 10) INTO differing;
      IF differing IS NULL THEN
        SELECT (SELECT pg_catalog.string_agg(key, '; ') FROM (
        SELECT pg_catalog.concat_ws(', ', d."id", d."region", d."day"), pg_catalog.row_number() OVER ()
        FROM "public"."visits_aside" AS d LEFT JOIN (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s ON s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day"
        WHERE s."id" IS NULL
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_forward" AS l WHERE l."id" = d."id" AND l."region" = d."region" AND l."day" = d."day")
      ) AS keys (key, n) WHERE n <= 10) INTO differing;
      END IF;
      IF differing IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
          'pgparcel: public.visits_aside differs from public.visits_eu and public.visits_us' || ' at '
            || '(id, region, day) = ' || differing;
      END IF;
    END IF;
    PERFORM pg_catalog.set_config('enable_nestloop', 'on', true);
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
    'pgparcel: no comparison of public.visits_eu and public.visits_us came to an end: it is truncated again and again; run this again when it is not';
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_visits_drain_backward"(most integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $pgparcel$
DECLARE
  taken "pgparcel"."public_visits_backward"[];
  gone "pgparcel"."public_visits_backward"[];
  rest "pgparcel"."public_visits_backward"[];
  doubled text;
BEGIN
  IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'pgparcel: rows are brought over in READ COMMITTED only';
  END IF;
  PERFORM pg_catalog.pg_advisory_xact_lock(668012923531806490);
  PERFORM pg_catalog.set_config('pgparcel.role', 'sync', true);
  PERFORM pg_catalog.set_config('row_security', 'off', true);

  WITH oldest AS (
    SELECT "pgparcel_seq" FROM "pgparcel"."public_visits_backward" ORDER BY "pgparcel_seq" LIMIT most
  ), gone AS (
    DELETE FROM "pgparcel"."public_visits_backward" AS l USING oldest
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
    DELETE FROM "public"."visits_aside" AS d
      WHERE NOT EXISTS (SELECT FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s WHERE s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day");
    PERFORM pg_catalog.set_config('enable_seqscan', 'off', true);
    PERFORM pg_catalog.set_config('enable_hashjoin', 'off', true);
  END IF;
  BEGIN
    SELECT pg_catalog.array_agg(t) INTO gone
      FROM pg_catalog.unnest(taken) AS t
      WHERE t."pgparcel_op" = 'k'
        AND NOT EXISTS (SELECT FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s WHERE s."id" = t."id" AND s."region" = t."region" AND s."day" = t."day");
    IF gone IS NOT NULL THEN
      DELETE FROM "public"."visits_aside" AS d
        USING pg_catalog.unnest(gone) AS k
        WHERE d."id" = k."id" AND d."region" = k."region" AND d."day" = k."day";
    END IF;
    INSERT INTO "public"."visits_aside" AS d ("id", "region", "day", "note")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."region", s."day", s."note"
      FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s
        JOIN (SELECT DISTINCT t."id", t."region", t."day" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k ON s."id" = k."id" AND s."region" = k."region" AND s."day" = k."day"
      ON CONFLICT ("id", "region", "day") DO UPDATE SET
          "id" = excluded."id",
          "region" = excluded."region",
          "day" = excluded."day",
          "note" = excluded."note"
        WHERE NOT (ROW(d."id", d."region", d."day", d."note")::record OPERATOR(pg_catalog.*=) ROW(excluded."id", excluded."region", excluded."day", excluded."note")::record);
  EXCEPTION WHEN unique_violation THEN
    -- Two rows exchanged a unique value and only one of them is in this batch: all that is
    -- logged goes in one go, so that no stale row is left to collide with.
    WITH gone AS (DELETE FROM "pgparcel"."public_visits_backward" AS l RETURNING l)
    SELECT pg_catalog.array_agg(gone.l) INTO rest FROM gone;
    taken := taken || rest;
    DELETE FROM "public"."visits_aside" AS d
      USING (SELECT DISTINCT t."id", t."region", t."day" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k
      WHERE d."id" = k."id" AND d."region" = k."region" AND d."day" = k."day";
    INSERT INTO "public"."visits_aside" ("id", "region", "day", "note")
      OVERRIDING SYSTEM VALUE
      SELECT s."id", s."region", s."day", s."note"
      FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s
        JOIN (SELECT DISTINCT t."id", t."region", t."day" FROM pg_catalog.unnest(taken) AS t WHERE t."pgparcel_op" = 'k') AS k ON s."id" = k."id" AND s."region" = k."region" AND s."day" = k."day";
  END;
  PERFORM pg_catalog.set_config('enable_seqscan', 'on', true);
  PERFORM pg_catalog.set_config('enable_hashjoin', 'on', true);
  PERFORM pg_catalog.set_config('enable_mergejoin', 'on', true);
  RETURN pg_catalog.cardinality(taken);
END
$pgparcel$;

CREATE PROCEDURE "pgparcel"."public_visits_catch_up_backward"()
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
    SELECT pg_catalog.count(*) INTO backlog FROM "pgparcel"."public_visits_backward";
    EXIT WHEN backlog <= small AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_backward" WHERE "pgparcel_op" = 't');
    IF backlog < smallest OR smallest IS NULL THEN
      smallest := backlog;
      in_vain := 0;
    ELSE
      in_vain := in_vain + 1;
      IF in_vain > 100 THEN
        RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
          'pgparcel: public.visits_eu and public.visits_us is written faster than its log is drained; run this again when there is less load';
      END IF;
    END IF;
    COMMIT;
    -- Not all at once: what is written meanwhile may be more, and is to be noticed.
    FOR i IN 1..LEAST(pg_catalog.ceil(backlog / batch::numeric), 50) LOOP
      PERFORM "pgparcel"."public_visits_drain_backward"(batch);
      COMMIT;
    END LOOP;
  END LOOP;
  COMMIT;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_visits_compare_backward"() RETURNS SETOF boolean
LANGUAGE plpgsql
AS $pgparcel$
BEGIN
  RETURN QUERY SELECT
    CASE WHEN NOT EXISTS (SELECT FROM "pgparcel"."public_visits_backward" WHERE "pgparcel_op" = 't') THEN
      (SELECT pg_catalog.count(*)
      FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s LEFT JOIN "public"."visits_aside" AS d ON s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day"
        WHERE (d."id" IS NULL
            OR NOT (ROW(s."id", s."region", s."day", s."note")::record OPERATOR(pg_catalog.*=) ROW(d."id", d."region", d."day", d."note")::record))
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_backward" AS l WHERE l."id" = s."id" AND l."region" = s."region" AND l."day" = s."day")) = 0
      AND (SELECT pg_catalog.count(*) FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS t WHERE NOT EXISTS (SELECT FROM "pgparcel"."public_visits_backward" AS l WHERE l."id" = t."id" AND l."region" = t."region" AND l."day" = t."day"))
        = (SELECT pg_catalog.count(*) FROM "public"."visits_aside" AS t WHERE NOT EXISTS (SELECT FROM "pgparcel"."public_visits_backward" AS l WHERE l."id" = t."id" AND l."region" = t."region" AND l."day" = t."day"))
    END;
END
$pgparcel$;

CREATE FUNCTION "pgparcel"."public_visits_check_backward"() RETURNS void
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
    IF EXISTS (SELECT FROM "pgparcel"."public_visits_backward" WHERE "pgparcel_op" = 't') THEN
      PERFORM "pgparcel"."public_visits_drain_backward"();
    END IF;
    -- Each row is held against the log, whose size the statistics do not know.
    PERFORM pg_catalog.set_config('enable_nestloop', 'off', true);
    SELECT * INTO alike FROM "pgparcel"."public_visits_compare_backward"();
    IF alike THEN
      RETURN;
    END IF;
    IF NOT alike THEN
      SELECT (SELECT pg_catalog.string_agg(key, '; ') FROM (
        SELECT pg_catalog.concat_ws(', ', s."id", s."region", s."day"), pg_catalog.row_number() OVER ()
        FROM (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s LEFT JOIN "public"."visits_aside" AS d ON s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day"
        WHERE (d."id" IS NULL
            OR NOT (ROW(s."id", s."region", s."day", s."note")::record OPERATOR(pg_catalog.*=) ROW(d."id", d."region", d."day", d."note")::record))
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_backward" AS l WHERE l."id" = s."id" AND l."region" = s."region" AND l."day" = s."day")
      ) AS keys (key, n) WHERE n <= 10) INTO differing;
      IF differing IS NULL THEN
        SELECT (SELECT pg_catalog.string_agg(key, '; ') FROM (
        SELECT pg_catalog.concat_ws(', ', d."id", d."region", d."day"), pg_catalog.row_number() OVER ()
        FROM "public"."visits_aside" AS d LEFT JOIN (SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_eu" AS p UNION ALL SELECT p.ctid, p."id", p."region", p."day", p."note" FROM "public"."visits_us" AS p) AS s ON s."id" = d."id" AND s."region" = d."region" AND s."day" = d."day"
        WHERE s."id" IS NULL
          AND NOT EXISTS (SELECT FROM "pgparcel"."public_visits_backward" AS l WHERE l."id" = d."id" AND l."region" = d."region" AND l."day" = d."day")
      ) AS keys (key, n) WHERE n <= 10) INTO differing;
      END IF;
      IF differing IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
          'pgparcel: public.visits_aside differs from public.visits_eu and public.visits_us' || ' at '
            || '(id, region, day) = ' || differing;
      END IF;
    END IF;
    PERFORM pg_catalog.set_config('enable_nestloop', 'on', true);
  END LOOP;
  RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
    'pgparcel: no comparison of public.visits_eu and public.visits_us came to an end: it is truncated again and again; run this again when it is not';
END
$pgparcel$;

-- 5. From COMMIT on every write to public.visits_eu and public.visits_us is logged.
CREATE TRIGGER "zzz_pgparcel_capture"
  AFTER INSERT OR UPDATE OR DELETE ON "public"."visits_eu"
  FOR EACH ROW EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_eu" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture";

CREATE TRIGGER "zzz_pgparcel_capture"
  AFTER INSERT OR UPDATE OR DELETE ON "public"."visits_us"
  FOR EACH ROW EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_us" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_eu"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_eu" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_eu_h1"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_eu_h1" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_eu_h2"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_eu_h2" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_us"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_us" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_us_q1"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_us_q1" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_us_q2"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_us_q2" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_us_rest"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_forward"();

ALTER TABLE "public"."visits_us_rest" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

UPDATE pgparcel.conversions SET phase = 'armed' WHERE name = 'public_visits';

COMMIT;

-- file: 20260101000002_visits_partitions_3_copy.up.sql
-- pgparcel: version=20260101000002 table=public.visits step=3/8 transaction=none phase=before-deploy
-- pgparcel: from=20f67e74 to=81ea35da plan=91c1036794246f3d parallel=3 copies=public.visits_eu,public.visits_us
-- What:    copies the rows of public.visits_eu and public.visits_us into public.visits_aside, range
--            by range
-- Locks:   ACCESS SHARE on public.visits_eu, public.visits_us, while a range is copied
-- Hazards: IMPACTS_DATABASE_PERFORMANCE: reads all of public.visits_eu and public.visits_us and
--            writes it again
-- Undo:    .down.sql restores the layout and every row

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.visits is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_visits' AND phase IN ('armed', 'copied'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.visits is not armed or copied; run its files in their order';
  END IF;
END
$pgparcel$;

-- 2. Block ranges of public.visits_eu and public.visits_us, each copied in a transaction of its own.
DO $pgparcel$
BEGIN
  IF EXISTS (SELECT FROM "pgparcel"."public_visits_ranges") THEN
    RETURN;
  END IF;
  INSERT INTO "pgparcel"."public_visits_ranges" ("first_block", "end_block")
    SELECT first, first + 1024
    FROM pg_catalog.generate_series(
      0, (SELECT pg_catalog.max(pg_catalog.pg_relation_size(oid))
            / pg_catalog.current_setting('block_size')::bigint
          FROM pg_catalog.unnest(ARRAY['"public"."visits_eu"'::pg_catalog.regclass,
        '"public"."visits_eu_h1"'::pg_catalog.regclass,
        '"public"."visits_eu_h2"'::pg_catalog.regclass,
        '"public"."visits_us"'::pg_catalog.regclass,
        '"public"."visits_us_q1"'::pg_catalog.regclass,
        '"public"."visits_us_q2"'::pg_catalog.regclass,
        '"public"."visits_us_rest"'::pg_catalog.regclass]) AS t (oid)), 1024) AS first;
  UPDATE pgparcel.conversions SET source_files = (SELECT pg_catalog.string_agg(
          COALESCE(pg_catalog.pg_relation_filenode(oid), 0)::text, ' ' ORDER BY oid)
    FROM pg_catalog.unnest(ARRAY['"public"."visits_eu"'::pg_catalog.regclass,
        '"public"."visits_eu_h1"'::pg_catalog.regclass,
        '"public"."visits_eu_h2"'::pg_catalog.regclass,
        '"public"."visits_us"'::pg_catalog.regclass,
        '"public"."visits_us_q1"'::pg_catalog.regclass,
        '"public"."visits_us_q2"'::pg_catalog.regclass,
        '"public"."visits_us_rest"'::pg_catalog.regclass]) AS t (oid)), copying_since = pg_catalog.now()
    WHERE name = 'public_visits';
END
$pgparcel$;

-- 3. Several sessions may run this at once; what is copied stays copied.
CALL "pgparcel"."public_visits_copy"();

-- 4. Every range is copied.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "pgparcel"."public_visits_ranges" WHERE "copied_rows" IS NULL)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
      'pgparcel: some block ranges of public.visits_eu and public.visits_us are not copied; run this file again';
  END IF;
END
$pgparcel$;

UPDATE pgparcel.conversions SET phase = 'copied' WHERE name = 'public_visits';

-- file: 20260101000003_visits_partitions_4_indexes.up.sql
-- pgparcel: version=20260101000003 table=public.visits step=4/8 transaction=none phase=before-deploy
-- pgparcel: from=81ea35da to=d05b3506 plan=91c1036794246f3d
-- What:    builds the keys and indexes of public.visits_eu and public.visits_us
--          proves by CHECK constraints what the partitions hold, old ones and new ones
-- Locks:   ACCESS EXCLUSIVE on public.visits_aside, public.visits_eu_new, public.visits_eu_q1 and 6
--            more, which nobody uses yet
--          ACCESS EXCLUSIVE on public.visits_eu, public.visits_eu_h1, public.visits_eu_h2 and 4
--            more, short, then SHARE UPDATE EXCLUSIVE
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
      'pgparcel: no conversion of public.visits is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_visits' AND phase IN ('copied'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.visits is not copied; run its files in their order';
  END IF;
END
$pgparcel$;

-- 2. Whatever was written meanwhile leaves the copy again.
SELECT "pgparcel"."public_visits_purge"();

-- 3. Each index is built once, over all rows.
ALTER TABLE "public"."visits_us_rest_new"
  ADD CONSTRAINT "visits_us_rest_pkey_new" PRIMARY KEY (id, region, day);

CREATE INDEX "visits_us_rest_day_idx_new" ON "public"."visits_us_rest_new" USING btree (day);

ALTER TABLE "public"."visits_us_h2"
  ADD CONSTRAINT "visits_us_h2_pkey" PRIMARY KEY (id, region, day);

CREATE INDEX "visits_us_h2_day_idx" ON "public"."visits_us_h2" USING btree (day);

ALTER TABLE "public"."visits_us_h1"
  ADD CONSTRAINT "visits_us_h1_pkey" PRIMARY KEY (id, region, day);

CREATE INDEX "visits_us_h1_day_idx" ON "public"."visits_us_h1" USING btree (day);

ALTER TABLE "public"."visits_us_new"
  ADD CONSTRAINT "visits_us_pkey_new" PRIMARY KEY (id, region, day);

CREATE INDEX "visits_us_day_idx_new" ON "public"."visits_us_new" USING btree (day);

ALTER TABLE "public"."visits_eu_h2_new"
  ADD CONSTRAINT "visits_eu_h2_pkey_new" PRIMARY KEY (id, region, day);

CREATE INDEX "visits_eu_h2_day_idx_new" ON "public"."visits_eu_h2_new" USING btree (day);

CREATE INDEX "visits_eu_note_new" ON "public"."visits_eu_h2_new" USING btree (note);

ALTER TABLE "public"."visits_eu_q2"
  ADD CONSTRAINT "visits_eu_q2_pkey" PRIMARY KEY (id, region, day);

CREATE INDEX "visits_eu_q2_day_idx" ON "public"."visits_eu_q2" USING btree (day);

ALTER TABLE "public"."visits_eu_q1"
  ADD CONSTRAINT "visits_eu_q1_pkey" PRIMARY KEY (id, region, day);

CREATE INDEX "visits_eu_q1_day_idx" ON "public"."visits_eu_q1" USING btree (day);

ALTER TABLE "public"."visits_eu_new"
  ADD CONSTRAINT "visits_eu_pkey_new" PRIMARY KEY (id, region, day);

CREATE INDEX "visits_eu_day_idx_new" ON "public"."visits_eu_new" USING btree (day);

ALTER TABLE "public"."visits_aside"
  ADD CONSTRAINT "visits_pkey_aside" PRIMARY KEY (id, region, day);

-- 4. Silent until the swap.
CREATE TRIGGER "zzz_pgparcel_capture"
  AFTER INSERT OR UPDATE OR DELETE ON "public"."visits_eu_new"
  FOR EACH ROW EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_eu_new" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture";

CREATE TRIGGER "zzz_pgparcel_capture"
  AFTER INSERT OR UPDATE OR DELETE ON "public"."visits_us_new"
  FOR EACH ROW EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_us_new" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_eu_new"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_eu_new" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_eu_q1"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_eu_q1" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_eu_q2"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_eu_q2" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_eu_h2_new"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_eu_h2_new" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_us_new"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_us_new" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_us_h1"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_us_h1" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_us_h2"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_us_h2" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

CREATE TRIGGER "zzz_pgparcel_capture_truncate"
  AFTER TRUNCATE ON "public"."visits_us_rest_new"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_capture_backward"();

ALTER TABLE "public"."visits_us_rest_new" ENABLE ALWAYS TRIGGER "zzz_pgparcel_capture_truncate";

-- 5. What ATTACH would otherwise read the copy for.
ALTER TABLE "public"."visits_eu_new"
  ADD CONSTRAINT "visits_eu_bound" CHECK ("region" IS NOT NULL AND "region" IN ('de'::text, 'fr'::text)) NOT VALID;

ALTER TABLE "public"."visits_eu_new" VALIDATE CONSTRAINT "visits_eu_bound";

ALTER TABLE "public"."visits_us_new"
  ADD CONSTRAINT "visits_us_bound" CHECK ("region" IS NOT NULL AND "region" IN ('us'::text)) NOT VALID;

ALTER TABLE "public"."visits_us_new" VALIDATE CONSTRAINT "visits_us_bound";

-- 6. The same of what is live, for the exchange and its way back.
ALTER TABLE "public"."visits_eu"
  ADD CONSTRAINT "visits_eu_bound" CHECK ("region" IS NOT NULL AND "region" IN ('de'::text, 'fr'::text)) NOT VALID;

ALTER TABLE "public"."visits_eu" VALIDATE CONSTRAINT "visits_eu_bound";

ALTER TABLE "public"."visits_us"
  ADD CONSTRAINT "visits_us_bound" CHECK ("region" IS NOT NULL AND "region" IN ('us'::text)) NOT VALID;

ALTER TABLE "public"."visits_us" VALIDATE CONSTRAINT "visits_us_bound";

-- 7. Statistics, and pages that are known to be full.
VACUUM (ANALYZE) "public"."visits_aside";

UPDATE pgparcel.conversions SET phase = 'indexed' WHERE name = 'public_visits';

-- file: 20260101000004_visits_partitions_5_catch_up.up.sql
-- pgparcel: version=20260101000004 table=public.visits step=5/8 transaction=none phase=before-deploy
-- pgparcel: from=d05b3506 to=73fff829 plan=91c1036794246f3d
-- What:    brings public.visits_aside up to date and compares it with public.visits_eu and
--            public.visits_us row by row
--          run it again when the swap finds too much left to do
-- Locks:   ACCESS SHARE on public.visits_eu, public.visits_us, while rows are compared
--          ROW EXCLUSIVE on public.visits_aside, which nobody uses yet
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.visits is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_visits' AND phase IN ('indexed', 'checked'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.visits is not indexed or checked; run its files in their order';
  END IF;
END
$pgparcel$;

-- 2. Batch by batch, until little is left.
CALL "pgparcel"."public_visits_catch_up_forward"();

-- 3. Every row, byte by byte, but for those that the log still names.
SELECT "pgparcel"."public_visits_check_forward"();

UPDATE pgparcel.conversions SET phase = 'checked', swapped_at = NULL WHERE name = 'public_visits';

-- file: 20260101000005_visits_partitions_6_swap.up.sql
-- pgparcel: version=20260101000005 table=public.visits step=6/8 transaction=single phase=before-deploy
-- pgparcel: from=73fff829 to=d7e65387 plan=91c1036794246f3d catch-up=pgparcel.public_visits_catch_up_forward
-- What:    puts public.visits_eu and public.visits_us in the place of public.visits_eu and
--            public.visits_us
--          keeps the old partitions in public.visits_aside and logs what they miss from now on
-- Locks:   ACCESS EXCLUSIVE on public.visits, public.visits_eu, public.visits_eu_h1 and 5 more,
--            milliseconds; retried 30 x 80ms
--          ACCESS EXCLUSIVE on public.visits_aside, public.visits_eu_new, public.visits_eu_q1 and 6
--            more, which nobody uses yet; retried 30 x 80ms
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits, public.visits_eu, public.visits_eu_h1 and
--            5 more
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          require-concurrent-partition-detach: partitions are exchanged inside one transaction,
--            where CONCURRENTLY cannot run
-- squawk-ignore-file renaming-table, renaming-object, require-concurrent-partition-detach
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
      'pgparcel: no conversion of public.visits is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_visits' AND phase IN ('checked'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.visits is not checked; run its files in their order';
  END IF;
  IF (EXISTS (
    SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."visits_eu"')), (pg_catalog.to_regclass('"public"."visits_us"'))) AS p (oid)
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = p.oid AND inhparent = pg_catalog.to_regclass('"public"."visits"')))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits changed since this file was generated: public.visits_eu and public.visits_us is expected; run the files in their order, or take that change back';
  END IF;
  IF ((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."visits_eu"')) AS t
     JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
   WHERE t.relid <> pg_catalog.to_regclass('"public"."visits_eu"'))
  IS DISTINCT FROM
  'visits_eu_h1, visits_eu_h2') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits_eu changed since this file was generated: no log knows the rows that came or went with them; take that change back';
  END IF;
  IF ((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."visits_us"')) AS t
     JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
   WHERE t.relid <> pg_catalog.to_regclass('"public"."visits_us"'))
  IS DISTINCT FROM
  'visits_us_q1, visits_us_q2, visits_us_rest') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits_us changed since this file was generated: no log knows the rows that came or went with them; take that change back';
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
SELECT pg_catalog.pg_advisory_xact_lock(668012923531806490);

-- 5. Asked again: who was waited for may have done the same.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.visits is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_visits' AND phase IN ('checked'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.visits is not checked; run its files in their order';
  END IF;
END
$pgparcel$;

-- 6. One lock, the strongest at once: nobody reads or writes until COMMIT.
LOCK TABLE ONLY "public"."visits" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."visits_eu" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."visits_us" IN ACCESS EXCLUSIVE MODE;

LOCK TABLE "public"."visits_aside" IN ACCESS EXCLUSIVE MODE;

-- 7. Nothing has changed but rows, and the last of them come over.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."visits"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, region text, day date, note text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.visits changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT FROM (VALUES (pg_catalog.to_regclass('"public"."visits_eu"')), (pg_catalog.to_regclass('"public"."visits_us"'))) AS p (oid)
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = p.oid AND inhparent = pg_catalog.to_regclass('"public"."visits"')))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits changed since this file was generated: public.visits_eu and public.visits_us is expected; run the files in their order, or take that change back';
  END IF;
  IF ((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."visits_eu"')) AS t
     JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
   WHERE t.relid <> pg_catalog.to_regclass('"public"."visits_eu"'))
  IS DISTINCT FROM
  'visits_eu_h1, visits_eu_h2') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits_eu changed since this file was generated: no log knows the rows that came or went with them; take that change back';
  END IF;
  IF ((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
   FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('"public"."visits_us"')) AS t
     JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
   WHERE t.relid <> pg_catalog.to_regclass('"public"."visits_us"'))
  IS DISTINCT FROM
  'visits_us_q1, visits_us_q2, visits_us_rest') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: partitions of public.visits_us changed since this file was generated: no log knows the rows that came or went with them; take that change back';
  END IF;
  IF (EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."visits_eu"') AND contype IN ('c', 'f', 'x') AND conparentid = 0
      AND coninhcount = 0 AND conname <> 'visits_eu_bound'
    UNION ALL
    SELECT FROM pg_catalog.pg_trigger
    WHERE tgrelid = pg_catalog.to_regclass('"public"."visits_eu"') AND NOT tgisinternal AND tgparentid = 0
      AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_'
    UNION ALL
    SELECT FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."visits_eu"'))
  OR (SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
        FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
        WHERE i.indrelid = pg_catalog.to_regclass('"public"."visits_eu"') AND NOT c.relispartition)
    IS DISTINCT FROM
    NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.visits_eu changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."visits_us"') AND contype IN ('c', 'f', 'x') AND conparentid = 0
      AND coninhcount = 0 AND conname <> 'visits_us_bound'
    UNION ALL
    SELECT FROM pg_catalog.pg_trigger
    WHERE tgrelid = pg_catalog.to_regclass('"public"."visits_us"') AND NOT tgisinternal AND tgparentid = 0
      AND pg_catalog.left(tgname, 13) <> 'zzz_pgparcel_'
    UNION ALL
    SELECT FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."visits_us"'))
  OR (SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname COLLATE pg_catalog."C")
        FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
        WHERE i.indrelid = pg_catalog.to_regclass('"public"."visits_us"') AND NOT c.relispartition)
    IS DISTINCT FROM
    NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.visits_us changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
            (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
               FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                 LEFT JOIN pg_catalog.pg_attribute AS a
                   ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
            pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                      WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                        AND p.conrelid = i.indrelid)
          FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
          WHERE i.indrelid = pg_catalog.to_regclass('"public"."visits"')
    EXCEPT
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
            (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
               FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                 LEFT JOIN pg_catalog.pg_attribute AS a
                   ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
            pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                      WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                        AND p.conrelid = i.indrelid)
          FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
          WHERE i.indrelid = pg_catalog.to_regclass('"public"."visits_eu_new"') AND i.indisvalid)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_eu_new lacks an index that public.visits has, so that attaching would build it under the lock; indexes changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (EXISTS (
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
            (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
               FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                 LEFT JOIN pg_catalog.pg_attribute AS a
                   ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
            pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                      WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                        AND p.conrelid = i.indrelid)
          FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
          WHERE i.indrelid = pg_catalog.to_regclass('"public"."visits"')
    EXCEPT
    SELECT c.relam, i.indisunique, i.indnkeyatts, i.indclass::text, i.indcollation::text,
            (SELECT pg_catalog.string_agg(a.attname, ' ' ORDER BY k.n)
               FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
                 LEFT JOIN pg_catalog.pg_attribute AS a
                   ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
            pg_catalog.pg_get_expr(i.indexprs, i.indrelid),
            pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            EXISTS (SELECT FROM pg_catalog.pg_constraint AS p
                      WHERE p.conindid = i.indexrelid AND p.contype IN ('p', 'u')
                        AND p.conrelid = i.indrelid)
          FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
          WHERE i.indrelid = pg_catalog.to_regclass('"public"."visits_us_new"') AND i.indisvalid)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_us_new lacks an index that public.visits has, so that attaching would build it under the lock; indexes changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.count(*) FROM (
    SELECT FROM "pgparcel"."public_visits_forward" LIMIT 501) AS l) > 500
  OR EXISTS (SELECT FROM "pgparcel"."public_visits_forward" WHERE "pgparcel_op" = 't')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '55P03', MESSAGE =
      'pgparcel: too much is logged to be brought over under the lock; run CALL pgparcel.public_visits_catch_up_forward() and then this file again';
  END IF;
  PERFORM "pgparcel"."public_visits_drain_forward"();
  IF (EXISTS (SELECT FROM "pgparcel"."public_visits_forward")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the log of public.visits_eu and public.visits_us is not empty under the lock';
  END IF;
END
$pgparcel$;

-- 8. Both sets leave their parents.
ALTER TABLE "public"."visits" DETACH PARTITION "public"."visits_eu";

ALTER TABLE "public"."visits" DETACH PARTITION "public"."visits_us";

ALTER TABLE "public"."visits_aside" DETACH PARTITION "public"."visits_eu_new";

ALTER TABLE "public"."visits_aside" DETACH PARTITION "public"."visits_us_new";

-- 9. The names change hands.
ALTER TABLE "public"."visits_eu" RENAME TO "visits_eu_old";

ALTER INDEX "public"."visits_eu_day_idx" RENAME TO "visits_eu_day_idx_old";

ALTER INDEX "public"."visits_eu_pkey" RENAME TO "visits_eu_pkey_old";

ALTER TABLE "public"."visits_eu_h2" RENAME TO "visits_eu_h2_old";

ALTER INDEX "public"."visits_eu_h2_day_idx" RENAME TO "visits_eu_h2_day_idx_old";

ALTER INDEX "public"."visits_eu_h2_pkey" RENAME TO "visits_eu_h2_pkey_old";

ALTER INDEX "public"."visits_eu_note" RENAME TO "visits_eu_note_old";

ALTER TABLE "public"."visits_us" RENAME TO "visits_us_old";

ALTER INDEX "public"."visits_us_day_idx" RENAME TO "visits_us_day_idx_old";

ALTER INDEX "public"."visits_us_pkey" RENAME TO "visits_us_pkey_old";

ALTER TABLE "public"."visits_us_rest" RENAME TO "visits_us_rest_old";

ALTER INDEX "public"."visits_us_rest_day_idx" RENAME TO "visits_us_rest_day_idx_old";

ALTER INDEX "public"."visits_us_rest_pkey" RENAME TO "visits_us_rest_pkey_old";

ALTER TABLE "public"."visits_eu_new" RENAME TO "visits_eu";

ALTER INDEX "public"."visits_eu_pkey_new" RENAME TO "visits_eu_pkey";

ALTER INDEX "public"."visits_eu_day_idx_new" RENAME TO "visits_eu_day_idx";

ALTER TABLE "public"."visits_eu_h2_new" RENAME TO "visits_eu_h2";

ALTER INDEX "public"."visits_eu_h2_pkey_new" RENAME TO "visits_eu_h2_pkey";

ALTER INDEX "public"."visits_eu_h2_day_idx_new" RENAME TO "visits_eu_h2_day_idx";

ALTER INDEX "public"."visits_eu_note_new" RENAME TO "visits_eu_note";

ALTER TABLE "public"."visits_us_new" RENAME TO "visits_us";

ALTER INDEX "public"."visits_us_pkey_new" RENAME TO "visits_us_pkey";

ALTER INDEX "public"."visits_us_day_idx_new" RENAME TO "visits_us_day_idx";

ALTER TABLE "public"."visits_us_rest_new" RENAME TO "visits_us_rest";

ALTER INDEX "public"."visits_us_rest_pkey_new" RENAME TO "visits_us_rest_pkey";

ALTER INDEX "public"."visits_us_rest_day_idx_new" RENAME TO "visits_us_rest_day_idx";

-- 10. The bounds are proven.
ALTER TABLE "public"."visits"
  ATTACH PARTITION "public"."visits_eu"
  FOR VALUES IN ('de', 'fr');

ALTER TABLE "public"."visits"
  ATTACH PARTITION "public"."visits_us"
  FOR VALUES IN ('us');

ALTER TABLE "public"."visits_aside"
  ATTACH PARTITION "public"."visits_eu_old"
  FOR VALUES IN ('de', 'fr');

ALTER TABLE "public"."visits_aside"
  ATTACH PARTITION "public"."visits_us_old"
  FOR VALUES IN ('us');

-- 11. Writes are logged the other way from here on.
CREATE OR REPLACE FUNCTION "pgparcel"."public_visits_capture_forward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN RETURN NULL; END
$pgparcel$;

CREATE OR REPLACE FUNCTION "pgparcel"."public_visits_capture_backward"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO "pgparcel"."public_visits_backward" ("pgparcel_op") VALUES ('t');
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO "pgparcel"."public_visits_backward" ("pgparcel_op", "id", "region", "day")
    VALUES ('k', OLD."id", OLD."region", OLD."day");
  END IF;
  -- By stored bytes: needs no operator of the columns' types, which may lie in any schema.
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE'
      AND NOT (ROW(OLD."id", OLD."region", OLD."day")::record OPERATOR(pg_catalog.*=) ROW(NEW."id", NEW."region", NEW."day")::record)) THEN
    INSERT INTO "pgparcel"."public_visits_backward" ("pgparcel_op", "id", "region", "day")
    VALUES ('k', NEW."id", NEW."region", NEW."day");
  END IF;
  RETURN NULL;
END
$pgparcel$;

-- 12. Nobody writes to what is retired by mistake.
CREATE OR REPLACE FUNCTION "pgparcel"."public_visits_guard"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $pgparcel$
BEGIN
  IF pg_catalog.current_setting('pgparcel.role', true) = 'sync' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION USING ERRCODE = '55000', MESSAGE =
    'a former partition of public.visits is retired: write to public.visits';
END
$pgparcel$;

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."visits_aside"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_guard"();

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."visits_eu_old"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_guard"();

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."visits_eu_h1"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_guard"();

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."visits_eu_h2_old"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_guard"();

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."visits_us_old"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_guard"();

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."visits_us_q1"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_guard"();

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."visits_us_q2"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_guard"();

CREATE TRIGGER "zzz_pgparcel_guard"
  BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "public"."visits_us_rest_old"
  FOR EACH STATEMENT EXECUTE FUNCTION "pgparcel"."public_visits_guard"();

UPDATE pgparcel.conversions SET phase = 'swapped', swapped_at = pg_catalog.now() WHERE name = 'public_visits';

COMMIT;

-- file: 20260101000006_visits_partitions_7_settle.up.sql
-- pgparcel: version=20260101000006 table=public.visits step=7/8 transaction=single phase=before-deploy
-- pgparcel: from=d7e65387 to=09cbb525 plan=91c1036794246f3d
-- What:    drops the CHECK constraints of public.visits_eu and public.visits_us, whose bounds say
--            the same now
-- Locks:   ACCESS EXCLUSIVE on public.visits_eu, public.visits_eu_q1, public.visits_eu_q2 and 5
--            more, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.visits_eu, public.visits_eu_q1,
--            public.visits_eu_q2 and 5 more
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: what it guarantees is part of the table by now
-- squawk-ignore-file ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('pgparcel.conversions') IS NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: no conversion of public.visits is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_visits' AND phase IN ('swapped'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.visits is not swapped; run its files in their order';
  END IF;
END
$pgparcel$;

ALTER TABLE "public"."visits_eu" DROP CONSTRAINT IF EXISTS "visits_eu_bound";

ALTER TABLE "public"."visits_us" DROP CONSTRAINT IF EXISTS "visits_us_bound";

UPDATE pgparcel.conversions SET phase = 'validated' WHERE name = 'public_visits';

COMMIT;

-- file: 20260101000007_visits_partitions_8_finish.up.sql
-- pgparcel: version=20260101000007 table=public.visits step=8/8 transaction=single phase=after-deploy
-- pgparcel: from=09cbb525 to=ef1b9c18 plan=91c1036794246f3d
-- What:    drops public.visits_aside with the old partitions, and the logs
--          refuses until 7 days have passed since the swap
-- Locks:   ACCESS EXCLUSIVE on public.visits_eu, public.visits_eu_q1, public.visits_eu_q2 and 13
--            more, short; retried 30 x 80ms
-- Hazards: IRREVERSIBLE: public.visits_aside is gone, and with it the way back
-- Undo:    impossible: public.visits_aside was dropped; generate again with another layout to
--            change public.visits
-- Squawk:  ban-drop-table: its rows live on in public.visits
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
      'pgparcel: no conversion of public.visits is under way; run its first file first';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pgparcel.conversions
    WHERE name = 'public_visits' AND phase IN ('swapped', 'validated'))) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the conversion of public.visits is not swapped or validated; run its files in their order';
  END IF;
  IF ((SELECT swapped_at + keep_old > pg_catalog.now() FROM pgparcel.conversions
    WHERE name = 'public_visits')
  AND COALESCE(pg_catalog.current_setting('pgparcel.keep_old', true), '') <> 'off') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.visits_aside is to be kept for 7 days after the swap; wait, or drop it earlier with PGOPTIONS=''-c pgparcel.keep_old=off''';
  END IF;
END
$pgparcel$;

-- 3. From here on there is no way back.
LOCK TABLE "public"."visits_eu", "public"."visits_us" IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture" ON "public"."visits_eu";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture" ON "public"."visits_us";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."visits_eu";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."visits_eu_q1";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."visits_eu_q2";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."visits_eu_h2";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."visits_us";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."visits_us_h1";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."visits_us_h2";

DROP TRIGGER IF EXISTS "zzz_pgparcel_capture_truncate" ON "public"."visits_us_rest";

-- 4. The rows of its partitions live on in public.visits.
DROP TABLE "public"."visits_aside";

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_capture_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_check_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_compare_forward"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_visits_catch_up_forward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_drain_forward"(integer);

DROP TABLE IF EXISTS "pgparcel"."public_visits_forward";

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_capture_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_check_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_compare_backward"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_visits_catch_up_backward"();

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_drain_backward"(integer);

DROP TABLE IF EXISTS "pgparcel"."public_visits_backward";

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_guard"();

DROP FUNCTION IF EXISTS "pgparcel"."public_visits_purge"();

DROP PROCEDURE IF EXISTS "pgparcel"."public_visits_copy"();

DROP TABLE IF EXISTS "pgparcel"."public_visits_ranges";

DELETE FROM pgparcel.conversions WHERE name = 'public_visits';

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
