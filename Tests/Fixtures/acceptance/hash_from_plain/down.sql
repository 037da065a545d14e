-- file: 20260101000000_items_id_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.items step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=ec047d22 to=4a2cef0d plan=117711d500df723a
-- What:    brings what was written since into public.items_old and puts that in the place of
--            public.items
-- Locks:   ACCESS EXCLUSIVE on public.items, public.items_0, public.items_1, public.items_2,
--            public.items_3, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.items_old, short; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.labels, while the foreign key moves; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.items, public.items_0, public.items_1 and 4 more
-- Undo:    20260101000000_items_id_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them; a sequence goes with its
--            table; nobody sees the name missing
--          ban-drop-table: this file brought every row of it back first
--          ban-drop-constraint: this file adds it anew, to the table that it is for
--          constraint-missing-not-valid: it comes back valid, as it was, under the locks that the
--            header lists
--          adding-foreign-key-constraint: it comes back valid, as it was, under the locks that the
--            header lists
-- squawk-ignore-file renaming-table, renaming-object, ban-drop-table, ban-drop-constraint
-- squawk-ignore-file constraint-missing-not-valid, adding-foreign-key-constraint
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
    WHERE oid = pg_catalog.to_regclass('"public"."items"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.items is not a partitioned table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."items"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, parent_id bigint, name text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.items changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."items"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."items"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."items"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."items"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint items_parent_id_fkey, constraint items_pkey, index items_parent_id_idx, index items_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.items changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."items_old"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.items_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."items", "public"."items_old" IN ACCESS EXCLUSIVE MODE;

SET LOCAL row_security = off;

-- 3. Rows that were changed or deleted since.
DELETE FROM "public"."items_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."items" AS s
    WHERE d."id" = s."id"
      AND ROW(s."id", s."parent_id", s."name")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."parent_id", d."name")::record);

-- 4. Rows that were changed or added since.
INSERT INTO "public"."items_old" ("id", "parent_id", "name")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."parent_id", s."name"
  FROM "public"."items" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."items_old" AS d WHERE d."id" = s."id");

-- 5. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."items")
  <> (SELECT pg_catalog.count(*) FROM "public"."items_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.items holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 6. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."items" RENAME TO "items_new";

ALTER INDEX "public"."items_pkey" RENAME TO "items_pkey_new";

ALTER INDEX "public"."items_parent_id_idx" RENAME TO "items_parent_id_idx_new";

ALTER SEQUENCE "public"."items_id_seq" RENAME TO "items_id_seq_new";

ALTER SEQUENCE "public"."items_id_seq_old" RENAME TO "items_id_seq";

ALTER INDEX "public"."items_pkey_old" RENAME TO "items_pkey";

ALTER TABLE "public"."items_old" RENAME TO "items";

SELECT pg_catalog.setval('"public"."items_id_seq"'::pg_catalog.regclass, last_value, is_called)
  FROM "public"."items_id_seq_new";

-- 7. Other tables are locked from here to COMMIT.
ALTER TABLE "public"."items"
  ADD CONSTRAINT "items_parent_id_fkey" FOREIGN KEY (parent_id) REFERENCES public.items(id);

ALTER TABLE "public"."labels" DROP CONSTRAINT "labels_item";

ALTER TABLE "public"."labels"
  ADD CONSTRAINT "labels_item" FOREIGN KEY (item_id) REFERENCES public.items(id) ON DELETE CASCADE DEFERRABLE;

-- 8. Every row of it is in the table again.
DROP TABLE "public"."items_new";

COMMIT;

-- file: 20260101000001_items_id_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.items step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=1377c15f to=ec047d22 plan=117711d500df723a
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_items_id_2_analyze.up.sql runs again

-- file: 20260101000002_items_id_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.items step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=042bcb62 to=1377c15f plan=117711d500df723a
-- What:    makes public.items_old again, empty; the down file of the swap fills it from
--            public.items
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_items_id_3_finish.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.items.
CREATE TABLE "public"."items_old" (
  "id" bigint GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME "public"."items_id_seq_old" START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1) NOT NULL,
  "parent_id" bigint,
  "name" text NOT NULL
);

ALTER TABLE "public"."items_old"
  ADD CONSTRAINT "items_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."items_old" OWNER TO "postgres";

COMMIT;
