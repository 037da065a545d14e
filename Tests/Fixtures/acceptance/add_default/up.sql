-- file: 20260101000000_d_partitions_1_partitions.up.sql
-- pgparcel: version=20260101000000 table=public.d step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=1db73626 to=a122ab76 plan=390a916de81105bd
-- What:    adds partition public.d_rest, the default
-- Locks:   SHARE UPDATE EXCLUSIVE on public.d, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout; it refuses while a partition that it drops has rows
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Built beside the table, with the bound as CHECK: ATTACH then scans nothing.
CREATE TABLE "public"."d_rest" (
  LIKE "public"."d" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION
);

ALTER TABLE "public"."d_rest" OWNER TO "postgres";

ALTER TABLE "public"."d"
  ATTACH PARTITION "public"."d_rest"
  DEFAULT;

COMMIT;
