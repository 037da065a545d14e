-- file: 20260101000000_events_kind_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.events step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=9b122c8f to=630afcc7 plan=1dc5525d511dc1da
-- What:    copies public.events into a table partitioned by list (kind) and puts that in its place
--          keeps the old table as public.events_old
-- Locks:   ACCESS EXCLUSIVE on public.events, while the rows are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.events
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          prefer-timestamp-tz: the column keeps its type
-- squawk-ignore-file renaming-table, prefer-timestamp-tz
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
    WHERE oid = pg_catalog.to_regclass('"public"."events"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.events is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."events"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'kind text, payload json, at timestamp without time zone') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.events changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."events"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."events"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."events"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."events"')
   ) AS objects (name))
  IS DISTINCT FROM
  NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.events changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."events_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.events_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."events" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."events" RENAME TO "events_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."events" (
  "kind" text,
  "payload" json,
  "at" timestamp without time zone
) PARTITION BY LIST (kind);

CREATE TABLE "public"."events_a" PARTITION OF "public"."events"
  FOR VALUES IN ('a');

CREATE TABLE "public"."events_none" PARTITION OF "public"."events"
  FOR VALUES IN (NULL);

CREATE TABLE "public"."events_other" PARTITION OF "public"."events"
  DEFAULT;

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."events" ("kind", "payload", "at")
  OVERRIDING SYSTEM VALUE
  SELECT "kind", "payload", "at"
  FROM "public"."events_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."events_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."events")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.events_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
CREATE INDEX "events_other_at_idx" ON "public"."events_other" USING btree (at);

CREATE INDEX "events_none_at_idx" ON "public"."events_none" USING btree (at);

CREATE INDEX "events_a_at_idx" ON "public"."events_a" USING btree (at);

CREATE INDEX "events_at_idx" ON "public"."events" USING btree (at);

-- 8. What hangs on the table.
ALTER TABLE "public"."events" OWNER TO "postgres";

ALTER TABLE "public"."events_a" OWNER TO "postgres";

ALTER TABLE "public"."events_none" OWNER TO "postgres";

ALTER TABLE "public"."events_other" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_events_kind_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.events step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=630afcc7 to=3670d70c plan=1dc5525d511dc1da
-- What:    gathers statistics of public.events, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.events, public.events_a, public.events_none,
--            public.events_other, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."events";

-- file: 20260101000002_events_kind_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.events step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=3670d70c to=596f00a9 plan=1dc5525d511dc1da
-- What:    drops public.events_old, the old copy of public.events
-- Locks:   ACCESS EXCLUSIVE on public.events_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.events
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
    WHERE oid = pg_catalog.to_regclass('"public"."events_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.events_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."events"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.events is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.events.
DROP TABLE "public"."events_old";

COMMIT;
