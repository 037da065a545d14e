-- file: 20260101000000_c_partitions_1_partitions.up.sql
-- pgparcel: version=20260101000000 table=public.c step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=bd19e5d6 to=c65acaac plan=af57584f2e17c4dd
-- What:    adds partition public.c_odd, values (null, it's, no, NULL)
-- Locks:   SHARE UPDATE EXCLUSIVE on public.c, short; retried 10 x 3s
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
CREATE TABLE "public"."c_odd" (
  LIKE "public"."c" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "c_odd_bound" CHECK (("code" IS NULL OR "code" IN ('null'::text, 'it''s'::text, 'no'::text)))
);

ALTER TABLE "public"."c_odd" OWNER TO "postgres";

ALTER TABLE "public"."c"
  ATTACH PARTITION "public"."c_odd"
  FOR VALUES IN ('null', 'it''s', 'no', NULL);

-- 2. The bound says the same now.
ALTER TABLE "public"."c_odd" DROP CONSTRAINT "c_odd_bound";

COMMIT;
