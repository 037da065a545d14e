-- file: 20260101000000_tickets_partitions_1_partitions.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.tickets step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=18f40750 to=021607a7 plan=09eb9fc3737a994c
-- What:    takes back: adds partition public.tickets_closed, values (closed)
-- Locks:   ACCESS EXCLUSIVE on public.tickets, while rows leave the default partition; retried 10 x
--            3s
--          ACCESS EXCLUSIVE on public.tickets_closed, short; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.tickets_other, while it is scanned; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tickets, public.tickets_closed,
--            public.tickets_other
-- Undo:    20260101000000_tickets_partitions_1_partitions.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
--          require-concurrent-partition-detach: taken back inside one transaction, where
--            CONCURRENTLY cannot run
-- squawk-ignore-file ban-drop-table, require-concurrent-partition-detach
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Rows move between two partitions: nobody may look while they do.
LOCK TABLE ONLY "public"."tickets" IN ACCESS EXCLUSIVE MODE;

ALTER TABLE "public"."tickets" DETACH PARTITION "public"."tickets_closed";

-- 2. Every column must be in the lists below.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."tickets"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, state text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.tickets changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 3. Its rows go back to the default partition.
INSERT INTO "public"."tickets_other" ("id", "state")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "state" FROM "public"."tickets_closed";

DROP TABLE "public"."tickets_closed";

COMMIT;
