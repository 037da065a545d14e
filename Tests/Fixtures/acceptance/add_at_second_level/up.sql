-- file: 20260101000000_v_partitions_1_partitions.up.sql
-- pgparcel: version=20260101000000 table=public.v step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=7d0940f1 to=d2dd8439 plan=846714de48737d37
-- What:    adds partition public.v_eu_2, 2026-02-01 .. 2026-03-01
--          adds partition public.v_asia, values (jp, kr)
-- Locks:   SHARE UPDATE EXCLUSIVE on public.v, public.v_eu, short; retried 10 x 3s
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
CREATE TABLE "public"."v_eu_2" (
  LIKE "public"."v_eu" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "v_eu_2_bound" CHECK ("at" IS NOT NULL AND "at" >= '2026-02-01'::date AND "at" < '2026-03-01'::date)
);

ALTER TABLE "public"."v_eu_2"
  ADD CONSTRAINT "v_eu_2_pkey" PRIMARY KEY (id, region, at);

CREATE INDEX "v_eu_2_at_idx" ON "public"."v_eu_2" USING btree (at);

ALTER TABLE "public"."v_eu_2" OWNER TO "postgres";

ALTER TABLE "public"."v_eu"
  ATTACH PARTITION "public"."v_eu_2"
  FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');

-- 2. The bound says the same now.
ALTER TABLE "public"."v_eu_2" DROP CONSTRAINT "v_eu_2_bound";

-- 3. Built beside the table, with the bound as CHECK: ATTACH then scans nothing.
CREATE TABLE "public"."v_asia" (
  LIKE "public"."v" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "v_asia_bound" CHECK ("region" IS NOT NULL AND "region" IN ('jp'::text, 'kr'::text))
) PARTITION BY HASH (id);

CREATE TABLE "public"."v_asia_0" PARTITION OF "public"."v_asia"
  FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE "public"."v_asia_1" PARTITION OF "public"."v_asia"
  FOR VALUES WITH (MODULUS 2, REMAINDER 1);

ALTER TABLE "public"."v_asia_1"
  ADD CONSTRAINT "v_asia_1_pkey" PRIMARY KEY (id, region, at);

CREATE INDEX "v_asia_1_at_idx" ON "public"."v_asia_1" USING btree (at);

ALTER TABLE "public"."v_asia_0"
  ADD CONSTRAINT "v_asia_0_pkey" PRIMARY KEY (id, region, at);

CREATE INDEX "v_asia_0_at_idx" ON "public"."v_asia_0" USING btree (at);

ALTER TABLE "public"."v_asia"
  ADD CONSTRAINT "v_asia_pkey" PRIMARY KEY (id, region, at);

CREATE INDEX "v_asia_at_idx" ON "public"."v_asia" USING btree (at);

ALTER TABLE "public"."v_asia" OWNER TO "postgres";

ALTER TABLE "public"."v_asia_0" OWNER TO "postgres";

ALTER TABLE "public"."v_asia_1" OWNER TO "postgres";

ALTER TABLE "public"."v"
  ATTACH PARTITION "public"."v_asia"
  FOR VALUES IN ('jp', 'kr');

-- 4. The bound says the same now.
ALTER TABLE "public"."v_asia" DROP CONSTRAINT "v_asia_bound";

COMMIT;
