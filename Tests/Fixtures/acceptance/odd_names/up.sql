-- file: 20260101000000_termin_liste_select_1_swap.up.sql
-- pgparcel: version=20260101000000 table="Praxis für Zähne.Termin \"Liste\"" step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=a0b70d19 to=33501df5 plan=ee0c161dbfd5f202
-- What:    copies Praxis für Zähne.Termin "Liste" into a table partitioned by list ("select") and
--            puts that in its place
--          keeps the old table as Praxis für Zähne.Termin "Liste"_old
-- Locks:   ACCESS EXCLUSIVE on Praxis für Zähne.Termin "Liste", while the rows are copied; retried
--            10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: Praxis für Zähne.Termin "Liste"
--          UNIQUENESS_WEAKENED: (Id) was unique; now only (Id, select) is
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
SET LOCAL standard_conforming_strings = on;

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste"""') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: Praxis für Zähne.Termin "Liste" is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste"""') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'Id integer, select text, it''s text, 🦷 text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of Praxis für Zähne.Termin "Liste" changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste"""')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste"""') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste"""') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste"""')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint Termin "Liste"_pkey, index Idx "select", index Termin "Liste"_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of Praxis für Zähne.Termin "Liste" changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste""_old"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: Praxis für Zähne.Termin "Liste"_old exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT; the copy below runs under this lock.
LOCK TABLE "Praxis für Zähne"."Termin ""Liste""" IN ACCESS EXCLUSIVE MODE;

-- 3. The old table steps aside.
ALTER TABLE "Praxis für Zähne"."Termin ""Liste""" RENAME TO "Termin ""Liste""_old";

ALTER INDEX "Praxis für Zähne"."Idx ""select""" RENAME TO "Idx ""select""_old";

ALTER INDEX "Praxis für Zähne"."Termin ""Liste""_pkey" RENAME TO "Termin ""Liste""_pkey_old";

-- 4. The new table, under the real names.
CREATE TABLE "Praxis für Zähne"."Termin ""Liste""" (
  "Id" integer NOT NULL,
  "select" text NOT NULL,
  "it's" text,
  "🦷" text
) PARTITION BY LIST ("select");

CREATE TABLE "Praxis für Zähne"."Brien's Termine" PARTITION OF "Praxis für Zähne"."Termin ""Liste"""
  FOR VALUES IN ('O''Brien');

CREATE TABLE "Praxis für Zähne"."Größe-1" PARTITION OF "Praxis für Zähne"."Termin ""Liste"""
  FOR VALUES IN ('\n', 'no');

SET LOCAL row_security = off;

-- 5. The rows. One that no partition takes stops everything.
INSERT INTO "Praxis für Zähne"."Termin ""Liste""" ("Id", "select", "it's", "🦷")
  OVERRIDING SYSTEM VALUE
  SELECT "Id", "select", "it's", "🦷"
  FROM "Praxis für Zähne"."Termin ""Liste""_old";

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "Praxis für Zähne"."Termin ""Liste""_old")
  <> (SELECT pg_catalog.count(*) FROM "Praxis für Zähne"."Termin ""Liste""")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of Praxis für Zähne.Termin "Liste"_old holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. Indexes, once the rows are in.
ALTER TABLE "Praxis für Zähne"."Größe-1"
  ADD CONSTRAINT "Größe-1_pkey" PRIMARY KEY ("Id", "select");

CREATE INDEX "Größe-1_select_it's_idx" ON "Praxis für Zähne"."Größe-1" USING btree ("select", "it's");

CREATE INDEX "Größe-1_it's_lower_idx" ON "Praxis für Zähne"."Größe-1" USING btree ("it's", lower("select"));

ALTER TABLE "Praxis für Zähne"."Brien's Termine"
  ADD CONSTRAINT "Brien's Termine_pkey" PRIMARY KEY ("Id", "select");

CREATE INDEX "Brien's Termine_select_it's_idx" ON "Praxis für Zähne"."Brien's Termine" USING btree ("select", "it's");

CREATE INDEX "Brien's Termine_it's_lower_idx" ON "Praxis für Zähne"."Brien's Termine" USING btree ("it's", lower("select"));

CREATE INDEX "Nur ""hier""" ON "Praxis für Zähne"."Brien's Termine" USING btree ("🦷");

ALTER TABLE "Praxis für Zähne"."Termin ""Liste"""
  ADD CONSTRAINT "Termin ""Liste""_pkey" PRIMARY KEY ("Id", "select");

CREATE INDEX "Idx ""select""" ON "Praxis für Zähne"."Termin ""Liste""" USING btree ("select", "it's");

CREATE INDEX "Termin ""Liste""_it's_expr_idx" ON "Praxis für Zähne"."Termin ""Liste""" USING btree ("it's", lower("select"));

-- 8. What hangs on the table.
ALTER TABLE "Praxis für Zähne"."Termin ""Liste""" OWNER TO "postgres";

COMMENT ON COLUMN "Praxis für Zähne"."Termin ""Liste"""."🦷" IS 'Zahn';

ALTER TABLE "Praxis für Zähne"."Brien's Termine" OWNER TO "postgres";

COMMENT ON TABLE "Praxis für Zähne"."Brien's Termine" IS 'it''s; $pgparcel$ -- "x"';

ALTER TABLE "Praxis für Zähne"."Größe-1" OWNER TO "postgres";

COMMIT;

-- file: 20260101000001_termin_liste_select_2_analyze.up.sql
-- pgparcel: version=20260101000001 table="Praxis für Zähne.Termin \"Liste\"" step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=33501df5 to=a6fff9d9 plan=ee0c161dbfd5f202
-- What:    gathers statistics of Praxis für Zähne.Termin "Liste", which autovacuum never does for a
--            partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on Praxis für Zähne.Termin "Liste", Praxis für Zähne.Brien's
--            Termine, Praxis für Zähne.Größe-1, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "Praxis für Zähne"."Termin ""Liste""";

-- file: 20260101000002_termin_liste_select_3_finish.up.sql
-- pgparcel: version=20260101000002 table="Praxis für Zähne.Termin \"Liste\"" step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=a6fff9d9 to=ceb379f7 plan=ee0c161dbfd5f202
-- What:    drops Praxis für Zähne.Termin "Liste"_old, the old copy of Praxis für Zähne.Termin
--            "Liste"
-- Locks:   ACCESS EXCLUSIVE on Praxis für Zähne.Termin "Liste"_old, short; retried 10 x 3s
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-table: its rows live on in Praxis für Zähne.Termin "Liste"
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
    WHERE oid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste""_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: Praxis für Zähne.Termin "Liste"_old is gone or is not a plain table';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste"""') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: Praxis für Zähne.Termin "Liste" is not a partitioned table: the swap was taken back';
  END IF;
END
$pgparcel$;

-- 2. Its rows live on in Praxis für Zähne.Termin "Liste".
DROP TABLE "Praxis für Zähne"."Termin ""Liste""_old";

COMMIT;
