-- file: 20260101000000_m_partitions_1_partitions.up.sql
-- pgparcel: version=20260101000000 table=public.m step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=e13df85d to=173588b1 plan=7bd0a6543f05e64a
-- What:    adds partition public.m_2026_02, 2026-02-01 .. 2026-03-01
--          adds partition public.m_2026_04, 2026-04-01 .. 2026-05-01
-- Locks:   SHARE UPDATE EXCLUSIVE on public.m, short; retried 10 x 3s
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
CREATE TABLE "public"."m_2026_02" (
  LIKE "public"."m" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "m_2026_02_bound" CHECK ("at" IS NOT NULL AND "at" >= '2026-02-01'::date AND "at" < '2026-03-01'::date)
) WITH ("fillfactor" = '90');

ALTER TABLE "public"."m_2026_02"
  ADD CONSTRAINT "m_2026_02_pkey" PRIMARY KEY (id, at);

CREATE INDEX "m_2026_02_at_idx" ON "public"."m_2026_02" USING btree (at);

ALTER TABLE "public"."m_2026_02" OWNER TO "postgres";

GRANT SELECT ON TABLE "public"."m_2026_02" TO "clinic_app";

COMMENT ON TABLE "public"."m_2026_02" IS 'February';

ALTER TABLE "public"."m"
  ATTACH PARTITION "public"."m_2026_02"
  FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');

-- 2. The bound says the same now.
ALTER TABLE "public"."m_2026_02" DROP CONSTRAINT "m_2026_02_bound";

-- 3. Built beside the table, with the bound as CHECK: ATTACH then scans nothing.
CREATE TABLE "public"."m_2026_04" (
  LIKE "public"."m" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "m_2026_04_bound" CHECK ("at" IS NOT NULL AND "at" >= '2026-04-01'::date AND "at" < '2026-05-01'::date)
);

ALTER TABLE "public"."m_2026_04"
  ADD CONSTRAINT "m_2026_04_pkey" PRIMARY KEY (id, at);

CREATE INDEX "m_2026_04_at_idx" ON "public"."m_2026_04" USING btree (at);

CREATE INDEX "m_2026_04_local" ON "public"."m_2026_04" USING btree (id);

ALTER TABLE "public"."m_2026_04" OWNER TO "postgres";

GRANT SELECT ON TABLE "public"."m_2026_04" TO "clinic_app";

ALTER TABLE "public"."m"
  ATTACH PARTITION "public"."m_2026_04"
  FOR VALUES FROM ('2026-04-01') TO ('2026-05-01');

-- 4. The bound says the same now.
ALTER TABLE "public"."m_2026_04" DROP CONSTRAINT "m_2026_04_bound";

COMMIT;
