-- file: 20260101000000_tickets_partitions_1_partitions.up.sql
-- pgparcel: version=20260101000000 table=public.tickets step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=021607a7 to=18f40750 plan=09eb9fc3737a994c
-- What:    adds partition public.tickets_closed, values (closed)
-- Locks:   ACCESS EXCLUSIVE on public.tickets, while rows leave the default partition; retried 10 x
--            3s
--          ACCESS EXCLUSIVE on public.tickets_other, while it is scanned; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.tickets, public.tickets_other
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: the partition's bound guarantees the same
-- squawk-ignore-file ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Rows move between two partitions: nobody may look while they do.
LOCK TABLE ONLY "public"."tickets" IN ACCESS EXCLUSIVE MODE;

-- 2. Built beside the table.
CREATE TABLE "public"."tickets_closed" (
  LIKE "public"."tickets" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "tickets_closed_bound" CHECK ("state" IS NOT NULL AND "state" IN ('closed'::text))
);

ALTER TABLE "public"."tickets_closed"
  ADD CONSTRAINT "tickets_closed_pkey" PRIMARY KEY (id, state);

CREATE INDEX "tickets_closed_id_idx" ON "public"."tickets_closed" USING btree (id);

-- 3. Every column must be in the lists below.
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

-- 4. The default partition's rows of this bound.
WITH moved AS (
    DELETE FROM "public"."tickets_other"
    WHERE "state" IS NOT NULL AND "state" IN ('closed'::text)
    RETURNING "id", "state"
  )
  INSERT INTO "public"."tickets_closed" ("id", "state")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "state" FROM moved;

ALTER TABLE "public"."tickets_closed" OWNER TO "postgres";

ALTER TABLE "public"."tickets"
  ATTACH PARTITION "public"."tickets_closed"
  FOR VALUES IN ('closed');

-- 5. The bound says the same now.
ALTER TABLE "public"."tickets_closed" DROP CONSTRAINT "tickets_closed_bound";

COMMIT;
