-- file: 20260101000000_termin_liste_select_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table="Praxis für Zähne.Termin \"Liste\"" step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=33501df5 to=a0b70d19 plan=ee0c161dbfd5f202
-- What:    brings what was written since into Praxis für Zähne.Termin "Liste"_old and puts that in
--            the place of Praxis für Zähne.Termin "Liste"
-- Locks:   ACCESS EXCLUSIVE on Praxis für Zähne.Termin "Liste", Praxis für Zähne.Brien's Termine,
--            Praxis für Zähne.Größe-1, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on Praxis für Zähne.Termin "Liste"_old, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: Praxis für Zähne.Termin "Liste", Praxis für
--            Zähne.Brien's Termine, Praxis für Zähne.Größe-1, Praxis für Zähne.Termin "Liste"_old
-- Undo:    20260101000000_termin_liste_select_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them
--          ban-drop-table: this file brought every row of it back first
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-table
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
    WHERE oid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste"""') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: Praxis für Zähne.Termin "Liste" is not a partitioned table';
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
  'constraint Termin "Liste"_pkey, index Idx "select", index Termin "Liste"_it''s_expr_idx, index Termin "Liste"_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of Praxis für Zähne.Termin "Liste" changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"Praxis für Zähne"."Termin ""Liste""_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: Praxis für Zähne.Termin "Liste"_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "Praxis für Zähne"."Termin ""Liste""", "Praxis für Zähne"."Termin ""Liste""_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "Praxis für Zähne"."Termin ""Liste""" GROUP BY "Id" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of Praxis für Zähne.Termin "Liste" share one (Id), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "Praxis für Zähne"."Termin ""Liste""_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "Praxis für Zähne"."Termin ""Liste""" AS s
    WHERE d."Id" = s."Id"
      AND ROW(s."Id", s."select", s."it's", s."🦷")::record
        OPERATOR(pg_catalog.*=) ROW(d."Id", d."select", d."it's", d."🦷")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "Praxis für Zähne"."Termin ""Liste""_old" ("Id", "select", "it's", "🦷")
  OVERRIDING SYSTEM VALUE
  SELECT s."Id", s."select", s."it's", s."🦷"
  FROM "Praxis für Zähne"."Termin ""Liste""" AS s
  WHERE NOT EXISTS (SELECT FROM "Praxis für Zähne"."Termin ""Liste""_old" AS d WHERE d."Id" = s."Id");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "Praxis für Zähne"."Termin ""Liste""")
  <> (SELECT pg_catalog.count(*) FROM "Praxis für Zähne"."Termin ""Liste""_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of Praxis für Zähne.Termin "Liste" holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "Praxis für Zähne"."Termin ""Liste""" RENAME TO "Termin ""Liste""_new";

ALTER INDEX "Praxis für Zähne"."Termin ""Liste""_pkey" RENAME TO "Termin ""Liste""_pkey_new";

ALTER INDEX "Praxis für Zähne"."Idx ""select""" RENAME TO "Idx ""select""_new";

ALTER INDEX "Praxis für Zähne"."Termin ""Liste""_it's_expr_idx" RENAME TO "Termin ""Liste""_it's_expr_idx_new";

ALTER INDEX "Praxis für Zähne"."Termin ""Liste""_pkey_old" RENAME TO "Termin ""Liste""_pkey";

ALTER INDEX "Praxis für Zähne"."Idx ""select""_old" RENAME TO "Idx ""select""";

ALTER TABLE "Praxis für Zähne"."Termin ""Liste""_old" RENAME TO "Termin ""Liste""";

-- 8. Every row of it is in the table again.
DROP TABLE "Praxis für Zähne"."Termin ""Liste""_new";

COMMIT;

-- file: 20260101000001_termin_liste_select_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table="Praxis für Zähne.Termin \"Liste\"" step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=a6fff9d9 to=33501df5 plan=ee0c161dbfd5f202
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_termin_liste_select_2_analyze.up.sql runs again

-- file: 20260101000002_termin_liste_select_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table="Praxis für Zähne.Termin \"Liste\"" step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=ceb379f7 to=a6fff9d9 plan=ee0c161dbfd5f202
-- What:    makes Praxis für Zähne.Termin "Liste"_old again, empty; the down file of the swap fills
--            it from Praxis für Zähne.Termin "Liste"
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_termin_liste_select_3_finish.up.sql runs again
-- Squawk:  prefer-bigint-over-int: the column keeps its type
-- squawk-ignore-file prefer-bigint-over-int
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from Praxis für Zähne.Termin "Liste".
CREATE TABLE "Praxis für Zähne"."Termin ""Liste""_old" (
  "Id" integer NOT NULL,
  "select" text NOT NULL,
  "it's" text,
  "🦷" text
);

CREATE INDEX "Idx ""select""_old" ON "Praxis für Zähne"."Termin ""Liste""_old" USING btree ("select", "it's");

ALTER TABLE "Praxis für Zähne"."Termin ""Liste""_old"
  ADD CONSTRAINT "Termin ""Liste""_pkey_old" PRIMARY KEY ("Id");

ALTER TABLE "Praxis für Zähne"."Termin ""Liste""_old" OWNER TO "postgres";

COMMENT ON COLUMN "Praxis für Zähne"."Termin ""Liste""_old"."🦷" IS 'Zahn';

COMMIT;
