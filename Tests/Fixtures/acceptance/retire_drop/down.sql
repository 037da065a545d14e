-- file: 20260101000000_k_partitions_1_detach.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.k step=1/2 transaction=single phase=before-deploy
-- pgparcel: from=c9491596 to=bb5e7fcb plan=8494b2248325bb9c
-- What:    takes back: detaches partition public.k_2024 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.k_2024, short; retried 10 x 3s
--          SHARE UPDATE EXCLUSIVE on public.k, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.k_2024
-- Undo:    20260101000000_k_partitions_1_detach.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Where the file stopped before it, the partition is still there.
DO $pgparcel$
BEGIN
  IF NOT EXISTS (
      SELECT FROM pg_catalog.pg_inherits
      WHERE inhrelid = pg_catalog.to_regclass('"public"."k_2024"')
        AND inhparent = pg_catalog.to_regclass('"public"."k"') AND NOT inhdetachpending) THEN
    ALTER TABLE "public"."k"
      ATTACH PARTITION "public"."k_2024"
      FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  END IF;
END
$pgparcel$;

-- 2. A CHECK that says what the bound says, left behind by the detach.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."k_2024"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
      AND pg_catalog.pg_get_constraintdef(oid)
        = 'CHECK (' || pg_catalog.pg_get_partition_constraintdef(conrelid) || ')'
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."k_2024"', leftover);
  END LOOP;
END
$pgparcel$;

COMMIT;

-- file: 20260101000001_k_partitions_2_drop.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.k step=2/2 transaction=single phase=after-deploy
-- pgparcel: from=5d6c8dd4 to=c9491596 plan=8494b2248325bb9c
-- What:    takes back: drops public.k_2024 with its rows
-- Locks:   ACCESS SHARE on public.k, short; retried 10 x 3s
-- Hazards: DELETES_DATA: the rows of what it drops
-- Undo:    20260101000001_k_partitions_2_drop.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: its rows are gone.
CREATE TABLE "public"."k_2024" (
  LIKE "public"."k" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION
) WITH ("fillfactor" = '50');

CREATE INDEX "k_2024_at_idx" ON "public"."k_2024" USING btree (at);

CREATE INDEX "k_2024_own" ON "public"."k_2024" USING btree (id) WHERE (id > 5);

ALTER TABLE "public"."k_2024"
  ADD CONSTRAINT "k_2024_pkey" PRIMARY KEY (id, at);

ALTER TABLE "public"."k_2024" OWNER TO "postgres";

COMMENT ON TABLE "public"."k_2024" IS 'going';

COMMIT;
