-- file: 20260101000000_turns_partitions_1_adjust.up.sql
-- pgparcel: version=20260101000000 table=public.turns step=1/4 transaction=single phase=before-deploy
-- pgparcel: from=aea2edb5 to=7b9966a8 plan=81f7ab6d7f4a8e72
-- What:    renames partition turns_a to turns_a_old
--          renames partition turns_b to turns_b_old
-- Locks:   ACCESS EXCLUSIVE on public.turns_a, public.turns_b, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.turns_a, public.turns_b
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: the layout wants this name; queries through the partitioned table do not
--            notice
-- squawk-ignore-file renaming-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."turns_a" RENAME TO "turns_a_old";

ALTER TABLE "public"."turns_b" RENAME TO "turns_b_old";

COMMIT;

-- file: 20260101000001_turns_partitions_2_detach.up.sql
-- pgparcel: version=20260101000001 table=public.turns step=2/4 transaction=none phase=before-deploy
-- pgparcel: from=7b9966a8 to=82a7dcc2 plan=81f7ab6d7f4a8e72
-- What:    detaches partition public.turns_1 without stopping anyone
--          detaches partition public.turns_2 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.turns_1, public.turns_2, public.turns_a_old,
--            public.turns_b_old, short
--          SHARE UPDATE EXCLUSIVE on public.turns, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.turns_1, public.turns_2, public.turns_a_old,
--            public.turns_b_old
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."turns" DETACH PARTITION "public"."turns_1" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."turns_1"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."turns_1"', leftover);
  END LOOP;
END
$pgparcel$;

ALTER TABLE "public"."turns" DETACH PARTITION "public"."turns_2" CONCURRENTLY;

-- 2. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."turns_2"') AND contype = 'c'
      AND conname <> ALL (ARRAY['turns_2_mine']::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."turns_2"', leftover);
  END LOOP;
END
$pgparcel$;

-- file: 20260101000002_turns_partitions_3_partitions.up.sql
-- pgparcel: version=20260101000002 table=public.turns step=3/4 transaction=single phase=before-deploy
-- pgparcel: from=82a7dcc2 to=6094e859 plan=81f7ab6d7f4a8e72
-- What:    adds partition public.turns_3, 200 .. 300
-- Locks:   SHARE UPDATE EXCLUSIVE on public.turns, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout; it refuses while a partition that it drops has rows
-- Squawk:  ban-drop-constraint: the partition's bound guarantees the same
-- squawk-ignore-file ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Built beside the table, with the bound as CHECK: ATTACH then scans nothing.
CREATE TABLE "public"."turns_3" (
  LIKE "public"."turns" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "turns_3_bound" CHECK ("id" IS NOT NULL AND "id" >= '200'::integer AND "id" < '300'::integer)
) PARTITION BY LIST (ward);

CREATE TABLE "public"."turns_a" PARTITION OF "public"."turns_3"
  FOR VALUES IN ('A');

CREATE TABLE "public"."turns_b" PARTITION OF "public"."turns_3"
  FOR VALUES IN ('B');

ALTER TABLE "public"."turns_3" OWNER TO "postgres";

ALTER TABLE "public"."turns_a" OWNER TO "postgres";

ALTER TABLE "public"."turns_b" OWNER TO "postgres";

ALTER TABLE "public"."turns"
  ATTACH PARTITION "public"."turns_3"
  FOR VALUES FROM ('200') TO ('300');

-- 2. The bound says the same now.
ALTER TABLE "public"."turns_3" DROP CONSTRAINT "turns_3_bound";

COMMIT;

-- file: 20260101000003_turns_partitions_4_drop.up.sql
-- pgparcel: version=20260101000003 table=public.turns step=4/4 transaction=single phase=after-deploy
-- pgparcel: from=6094e859 to=34fa1629 plan=81f7ab6d7f4a8e72
-- What:    drops public.turns_1 with its rows
-- Locks:   ACCESS EXCLUSIVE on public.turns_1, public.turns_a_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.turns_1, public.turns_a_old
--          DELETES_DATA: the rows of public.turns_1
-- Undo:    .down.sql runs and loses the rows of what it drops
-- Squawk:  ban-drop-table: the header lists the loss as DELETES_DATA
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."turns_1";

COMMIT;
