-- file: 20260101000000_events_kind_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.events step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=630afcc7 to=9b122c8f plan=1dc5525d511dc1da
-- What:    brings what was written since into public.events_old and puts that in the place of
--            public.events
-- Locks:   ACCESS EXCLUSIVE on public.events, public.events_a, public.events_none,
--            public.events_other, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.events_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.events, public.events_a, public.events_none,
--            public.events_other, public.events_old
-- Undo:    20260101000000_events_kind_1_swap.up.sql runs again
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
    WHERE oid = pg_catalog.to_regclass('"public"."events"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.events is not a partitioned table';
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
  'index events_at_idx') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.events changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."events_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.events_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."events", "public"."events_old" IN ACCESS EXCLUSIVE MODE;

SET LOCAL row_security = off;

TRUNCATE TABLE "public"."events_old";

INSERT INTO "public"."events_old" ("kind", "payload", "at")
  OVERRIDING SYSTEM VALUE
  SELECT "kind", "payload", "at"
  FROM "public"."events";

-- 3. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."events")
  <> (SELECT pg_catalog.count(*) FROM "public"."events_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.events holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 4. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."events" RENAME TO "events_new";

ALTER INDEX "public"."events_at_idx" RENAME TO "events_at_idx_new";

ALTER TABLE "public"."events_old" RENAME TO "events";

-- 5. Every row of it is in the table again.
DROP TABLE "public"."events_new";

COMMIT;

-- file: 20260101000001_events_kind_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.events step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=3670d70c to=630afcc7 plan=1dc5525d511dc1da
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_events_kind_2_analyze.up.sql runs again

-- file: 20260101000002_events_kind_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.events step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=596f00a9 to=3670d70c plan=1dc5525d511dc1da
-- What:    makes public.events_old again, empty; the down file of the swap fills it from
--            public.events
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_events_kind_3_finish.up.sql runs again
-- Squawk:  prefer-timestamp-tz: the column keeps its type
-- squawk-ignore-file prefer-timestamp-tz
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.events.
CREATE TABLE "public"."events_old" (
  "kind" text,
  "payload" json,
  "at" timestamp without time zone
);

ALTER TABLE "public"."events_old" OWNER TO "postgres";

COMMIT;
