-- file: 20260101000000_parcels_sent_1_swap.up.sql
-- pgparcel: version=20260101000000 table=public.parcels step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=2c1938e1 to=eeee157f plan=dd3a6518f9564061
-- What:    copies public.parcels into a table partitioned by range (sent) and puts that in its
--            place
--          keeps the old table as public.parcels_old
-- Locks:   ACCESS EXCLUSIVE on public.parcels, public.parcels_new, public.parcels_sent, while the
--            rows are copied; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.parcels
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
    WHERE oid = pg_catalog.to_regclass('"public"."parcels"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.parcels is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."parcels"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, state text, sent date') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.parcels changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."parcels"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."parcels"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."parcels"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."parcels"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint parcels_pkey, index parcels_pkey, index parcels_sent_idx') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.parcels changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"public"."parcels_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.parcels_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "public"."parcels" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "public"."parcels" RENAME TO "parcels_old";

ALTER INDEX "public"."parcels_pkey" RENAME TO "parcels_pkey_old";

ALTER INDEX "public"."parcels_sent_idx" RENAME TO "parcels_sent_idx_old";

-- 4. The new table, under the real names.
CREATE TABLE "public"."parcels" (
  "id" integer NOT NULL,
  "state" text NOT NULL,
  "sent" date NOT NULL
) PARTITION BY RANGE (sent);

CREATE TABLE "public"."parcels_2025" PARTITION OF "public"."parcels"
  FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

CREATE TABLE "public"."parcels_2026" PARTITION OF "public"."parcels"
  FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "public"."parcels" ("id", "state", "sent")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "state", "sent"
  FROM "public"."parcels_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."parcels_old")
  <> (SELECT pg_catalog.count(*) FROM "public"."parcels")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.parcels_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "public"."parcels_2026"
  ADD CONSTRAINT "parcels_2026_pkey" PRIMARY KEY (id, sent);

CREATE INDEX "parcels_2026_sent_idx" ON "public"."parcels_2026" USING btree (sent);

ALTER TABLE "public"."parcels_2025"
  ADD CONSTRAINT "parcels_2025_pkey" PRIMARY KEY (id, sent);

CREATE INDEX "parcels_2025_sent_idx" ON "public"."parcels_2025" USING btree (sent);

ALTER TABLE "public"."parcels"
  ADD CONSTRAINT "parcels_pkey" PRIMARY KEY (id, sent);

CREATE INDEX "parcels_sent_idx" ON "public"."parcels" USING btree (sent);

-- 8. What hangs on the table.
ALTER TABLE "public"."parcels" OWNER TO "postgres";

ALTER TABLE "public"."parcels_2025" OWNER TO "postgres";

ALTER TABLE "public"."parcels_2026" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_parcels_sent_2_analyze.up.sql
-- pgparcel: version=20260101000001 table=public.parcels step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=eeee157f to=6f3942a9 plan=dd3a6518f9564061
-- What:    gathers statistics of public.parcels, which autovacuum never does for a partitioned
--            table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.parcels, public.parcels_2025, public.parcels_2026,
--            while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."parcels";

-- file: 20260101000002_parcels_sent_3_finish.up.sql
-- pgparcel: version=20260101000002 table=public.parcels step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=6f3942a9 to=e0a953d6 plan=dd3a6518f9564061
-- What:    drops public.parcels_old, the old copy of public.parcels
-- Locks:   ACCESS EXCLUSIVE on public.parcels_old, public.parcels_new, public.parcels_sent, short;
--            retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in public.parcels
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
    WHERE oid = pg_catalog.to_regclass('"public"."parcels_old"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.parcels_old is gone or is not a partitioned table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."parcels"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.parcels is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in public.parcels.
DROP TABLE "public"."parcels_old";

COMMIT;
