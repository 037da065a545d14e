-- file: 20260101000000_l_partitions_1_detach.up.sql
-- pgparcel: version=20260101000000 table=public.l step=1/4 transaction=none phase=before-deploy
-- pgparcel: from=96161a0d to=68704c41 plan=09ea4db83af4841b
-- What:    detaches partition public.l_de_2025 without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.l_de_2025, short
--          SHARE UPDATE EXCLUSIVE on public.l_de, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.l_de_2025
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."l_de" DETACH PARTITION "public"."l_de_2025" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."l_de_2025"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."l_de_2025"', leftover);
  END LOOP;
END
$pgparcel$;

-- file: 20260101000001_l_partitions_2_attach.up.sql
-- pgparcel: version=20260101000001 table=public.l step=2/4 transaction=single phase=before-deploy
-- pgparcel: from=68704c41 to=d6d64c04 plan=09ea4db83af4841b
-- What:    creates index l_id on public.l and attaches the indexes of its 1 partition
--          creates index l_de_at on public.l_de
-- Locks:   SHARE on public.l, public.l_de, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-index-creation: ON ONLY the parent builds nothing; the partitions
--            bring their finished indexes
-- squawk-ignore-file require-concurrent-index-creation
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

CREATE INDEX "l_id" ON ONLY "public"."l" USING btree (id);

CREATE INDEX "l_de_id_idx" ON ONLY "public"."l_de" USING btree (id);

ALTER INDEX "public"."l_id" ATTACH PARTITION "public"."l_de_id_idx";

CREATE INDEX "l_de_at" ON ONLY "public"."l_de" USING btree (at);

COMMIT;

-- file: 20260101000002_l_partitions_3_replace.up.sql
-- pgparcel: version=20260101000002 table=public.l step=3/4 transaction=single phase=before-deploy
-- pgparcel: from=d6d64c04 to=b30ecb60 plan=09ea4db83af4841b
-- What:    puts primary key l_pkey in the place of primary key l_pkey
-- Locks:   ACCESS EXCLUSIVE on public.l, public.l_de, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.l, public.l_de
--          INDEX_DROPPED: l_pkey
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: this file adds it anew, to the table that it is for
--          constraint-missing-not-valid: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
--          adding-serial-primary-key-field: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
-- squawk-ignore-file ban-drop-constraint, constraint-missing-not-valid
-- squawk-ignore-file adding-serial-primary-key-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."l" DROP CONSTRAINT "l_pkey";

ALTER TABLE ONLY "public"."l"
  ADD CONSTRAINT "l_pkey" PRIMARY KEY (id, region, at);

ALTER TABLE ONLY "public"."l_de"
  ADD CONSTRAINT "l_de_pkey1" PRIMARY KEY (id, region, at);

ALTER INDEX "public"."l_pkey" ATTACH PARTITION "public"."l_de_pkey1";

COMMIT;

-- file: 20260101000003_l_partitions_4_partitions.up.sql
-- pgparcel: version=20260101000003 table=public.l step=4/4 transaction=single phase=before-deploy
-- pgparcel: from=b30ecb60 to=5a9e0b37 plan=09ea4db83af4841b
-- What:    adds partition public.l_de_2026, 2026-01-01 .. 2027-01-01
-- Locks:   SHARE UPDATE EXCLUSIVE on public.l_de, short; retried 10 x 3s
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
CREATE TABLE "public"."l_de_2026" (
  LIKE "public"."l_de" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "l_de_2026_bound" CHECK ("at" IS NOT NULL AND "at" >= '2026-01-01'::date AND "at" < '2027-01-01'::date)
);

ALTER TABLE "public"."l_de_2026"
  ADD CONSTRAINT "l_de_2026_pkey" PRIMARY KEY (id, region, at);

CREATE INDEX "l_de_2026_id_idx" ON "public"."l_de_2026" USING btree (id);

CREATE INDEX "l_de_2026_at_idx" ON "public"."l_de_2026" USING btree (at);

ALTER TABLE "public"."l_de_2026" OWNER TO "postgres";

ALTER TABLE "public"."l_de"
  ATTACH PARTITION "public"."l_de_2026"
  FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- 2. The bound says the same now.
ALTER TABLE "public"."l_de_2026" DROP CONSTRAINT "l_de_2026_bound";

COMMIT;
