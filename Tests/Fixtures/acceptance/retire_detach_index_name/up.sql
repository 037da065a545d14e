-- file: 20260101000000_n_indexes_1_adjust.up.sql
-- pgparcel: version=20260101000000 table=public.n step=1/5 transaction=single phase=before-deploy
-- pgparcel: from=08b993b8 to=da6f81a3 plan=421b8f84427b380c
-- What:    renames index n_at to n_at_old
--          renames index n_note to n_note_old
-- Locks:   SHARE UPDATE EXCLUSIVE on public.n_at, public.n_note, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-object: queries choose indexes, they do not name them
-- squawk-ignore-file renaming-object
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER INDEX "public"."n_at" RENAME TO "n_at_old";

ALTER INDEX "public"."n_note" RENAME TO "n_note_old";

COMMIT;

-- file: 20260101000001_n_indexes_2_detach.up.sql
-- pgparcel: version=20260101000001 table=public.n step=2/5 transaction=none phase=before-deploy
-- pgparcel: from=da6f81a3 to=1b4c7ab7 plan=421b8f84427b380c
-- What:    detaches partition public.n_2024 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.n_2024, short
--          SHARE UPDATE EXCLUSIVE on public.n, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n_2024
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."n" DETACH PARTITION "public"."n_2024" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."n_2024"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."n_2024"', leftover);
  END LOOP;
END
$pgparcel$;

-- file: 20260101000002_n_indexes_3_index.up.sql
-- pgparcel: version=20260101000002 table=public.n step=3/5 transaction=none phase=before-deploy
-- pgparcel: from=1b4c7ab7 to=42612694 plan=421b8f84427b380c
-- What:    builds index n_at of public.n_2025
-- Locks:   SHARE UPDATE EXCLUSIVE on public.n_2025, while it is built
-- Hazards: INDEX_BUILD: n_at, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY "n_at" ON "public"."n_2025" USING btree (at);

-- file: 20260101000003_n_indexes_4_partitions.up.sql
-- pgparcel: version=20260101000003 table=public.n step=4/5 transaction=single phase=before-deploy
-- pgparcel: from=42612694 to=168623d9 plan=421b8f84427b380c
-- What:    adds partition public.n_2026, 2026-01-01 .. 2027-01-01
-- Locks:   SHARE UPDATE EXCLUSIVE on public.n, short; retried 10 x 3s
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
CREATE TABLE "public"."n_2026" (
  LIKE "public"."n" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "n_2026_bound" CHECK ("at" IS NOT NULL AND "at" >= '2026-01-01'::date AND "at" < '2027-01-01'::date)
);

ALTER TABLE "public"."n_2026"
  ADD CONSTRAINT "n_2026_pkey" PRIMARY KEY (id, at);

CREATE INDEX "n_note" ON "public"."n_2026" USING btree (note);

ALTER TABLE "public"."n_2026" OWNER TO "postgres";

ALTER TABLE "public"."n"
  ATTACH PARTITION "public"."n_2026"
  FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- 2. The bound says the same now.
ALTER TABLE "public"."n_2026" DROP CONSTRAINT "n_2026_bound";

COMMIT;

-- file: 20260101000004_n_indexes_5_drop.up.sql
-- pgparcel: version=20260101000004 table=public.n step=5/5 transaction=single phase=after-deploy
-- pgparcel: from=168623d9 to=65a725f1 plan=421b8f84427b380c
-- What:    drops public.n_2024 with its rows
-- Locks:   ACCESS EXCLUSIVE on public.n_2024, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.n_2024
--          DELETES_DATA: the rows of public.n_2024
-- Undo:    .down.sql runs and loses the rows of what it drops
-- Squawk:  ban-drop-table: the header lists the loss as DELETES_DATA
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

DROP TABLE "public"."n_2024";

COMMIT;
