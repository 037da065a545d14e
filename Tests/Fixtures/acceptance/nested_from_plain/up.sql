-- file: 20260101000000_stays_region_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.stays step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=3212d147 to=c6e18b52 plan=5b7009b4f609077d
-- What:    copies public.stays into a table partitioned by list (region) and puts that in its place
--          keeps the old table as public.stays_old
-- Locks:   ACCESS EXCLUSIVE on public.stays, while the rows are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.stays
--          UNIQUENESS_WEAKENED: (id) was unique; now only (id, region, stayed_on, bed) is
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file renaming-table, renaming-object, prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."stays"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.stays is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."stays"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, region text, stayed_on date, bed integer') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.stays changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."stays"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."stays"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."stays"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."stays"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint stays_pkey, index stays_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.stays changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."stays_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.stays_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."stays" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."stays" RENAME TO "stays_old";

ALTER INDEX "public"."stays_pkey" RENAME TO "stays_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."stays" (
  "id" bigint DEFAULT nextval('public.stays_id_seq'::regclass) NOT NULL,
  "region" text NOT NULL,
  "stayed_on" date NOT NULL,
  "bed" integer NOT NULL
) PARTITION BY LIST (region);

CREATE TABLE "public"."stays_eu" PARTITION OF "public"."stays"
  FOR VALUES IN ('de', 'fr') PARTITION BY RANGE (stayed_on);

CREATE TABLE "public"."stays_eu_old" PARTITION OF "public"."stays_eu"
  FOR VALUES FROM (MINVALUE) TO ('2026-01-01');

CREATE TABLE "public"."stays_eu_new" PARTITION OF "public"."stays_eu"
  FOR VALUES FROM ('2026-01-01') TO (MAXVALUE) PARTITION BY HASH (bed);

CREATE TABLE "public"."stays_eu_new_0" PARTITION OF "public"."stays_eu_new"
  FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE "public"."stays_eu_new_1" PARTITION OF "public"."stays_eu_new"
  FOR VALUES WITH (MODULUS 2, REMAINDER 1);

CREATE TABLE "public"."stays_us" PARTITION OF "public"."stays"
  FOR VALUES IN ('us');

CREATE TABLE "public"."stays_other" PARTITION OF "public"."stays"
  DEFAULT;

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."stays" ("id", "region", "stayed_on", "bed")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "region", "stayed_on", "bed"
  FROM "public"."stays_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."stays_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."stays")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.stays_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."stays_other"
  ADD CONSTRAINT "stays_other_pkey" PRIMARY KEY (id, region, stayed_on, bed);

CREATE INDEX "stays_other_bed_idx" ON "public"."stays_other" USING btree (bed);

ALTER TABLE "public"."stays_us"
  ADD CONSTRAINT "stays_us_pkey" PRIMARY KEY (id, region, stayed_on, bed);

CREATE INDEX "stays_us_bed_idx" ON "public"."stays_us" USING btree (bed);

ALTER TABLE "public"."stays_eu_new_1"
  ADD CONSTRAINT "stays_eu_new_1_pkey" PRIMARY KEY (id, region, stayed_on, bed);

CREATE INDEX "stays_eu_new_1_bed_idx" ON "public"."stays_eu_new_1" USING btree (bed);

ALTER TABLE "public"."stays_eu_new_0"
  ADD CONSTRAINT "stays_eu_new_0_pkey" PRIMARY KEY (id, region, stayed_on, bed);

CREATE INDEX "stays_eu_new_0_bed_idx" ON "public"."stays_eu_new_0" USING btree (bed);

ALTER TABLE "public"."stays_eu_new"
  ADD CONSTRAINT "stays_eu_new_pkey" PRIMARY KEY (id, region, stayed_on, bed);

CREATE INDEX "stays_eu_new_bed_idx" ON "public"."stays_eu_new" USING btree (bed);

ALTER TABLE "public"."stays_eu_old"
  ADD CONSTRAINT "stays_eu_old_pkey" PRIMARY KEY (id, region, stayed_on, bed);

CREATE INDEX "stays_eu_old_bed_idx" ON "public"."stays_eu_old" USING btree (bed);

ALTER TABLE "public"."stays_eu"
  ADD CONSTRAINT "stays_eu_pkey" PRIMARY KEY (id, region, stayed_on, bed);

CREATE INDEX "stays_eu_bed_idx" ON "public"."stays_eu" USING btree (bed);

ALTER TABLE "public"."stays"
  ADD CONSTRAINT "stays_pkey" PRIMARY KEY (id, region, stayed_on, bed);

CREATE INDEX "stays_bed_idx" ON "public"."stays" USING btree (bed);

-- 8. What hangs on the table.
ALTER TABLE "public"."stays" OWNER TO "postgres";

ALTER TABLE "public"."stays_eu" OWNER TO "postgres";

ALTER TABLE "public"."stays_eu_old" OWNER TO "postgres";

ALTER TABLE "public"."stays_eu_new" OWNER TO "postgres";

ALTER TABLE "public"."stays_eu_new_0" OWNER TO "postgres";

ALTER TABLE "public"."stays_eu_new_1" OWNER TO "postgres";

ALTER TABLE "public"."stays_us" OWNER TO "postgres";

ALTER TABLE "public"."stays_other" OWNER TO "postgres";

ALTER SEQUENCE "public"."stays_id_seq" OWNED BY "public"."stays"."id";

COMMIT;

-- file: 20260101000001_stays_region_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.stays step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=c6e18b52 to=283af1e2 plan=5b7009b4f609077d
-- What:    gathers statistics of public.stays, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.stays, public.stays_eu, public.stays_eu_old and 5 more,
--            while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."stays";

-- file: 20260101000002_stays_region_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.stays step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=283af1e2 to=772ae782 plan=5b7009b4f609077d
-- What:    drops public.stays_old, the old copy of public.stays
-- Locks:   ACCESS EXCLUSIVE on public.stays_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.stays
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."stays_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.stays_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."stays"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.stays is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.stays.
DROP TABLE "public"."stays_old";

COMMIT;
