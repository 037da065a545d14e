-- file: 20260101000000_lv_partitions_1_partitions.up.sql
-- pgparcel: version=20260101000000 table=public.lv step=1/6 transaction=single phase=before-deploy
-- pgparcel: from=47d547e1 to=41ba02bf plan=ba8147052d26cab7
-- What:    adds partition public.lv_done, values (done)
-- Locks:   ACCESS EXCLUSIVE on public.lv, while rows leave the default partition; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.lv_2025, public.lv_old, public.lv_rest, while it is scanned;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv, public.lv_2025, public.lv_old, public.lv_rest
-- Undo:    .down.sql restores the layout; it refuses while rows of what it drops fit no partition
--            of public.lv_rest
-- Squawk:  ban-drop-constraint: the partition's bound guarantees the same
-- squawk-ignore-file ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Rows move between two partitions: nobody may look while they do.
LOCK TABLE ONLY "public"."lv" IN ACCESS EXCLUSIVE MODE;

-- 2. Built beside the table.
CREATE TABLE "public"."lv_done" (
  LIKE "public"."lv" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "lv_done_bound" CHECK ("state" IS NOT NULL AND "state" IN ('done'::text))
);

ALTER TABLE "public"."lv_done"
  ADD CONSTRAINT "lv_done_state_at_id_key" UNIQUE (state, at, id);

CREATE INDEX "lv_done_note_idx" ON "public"."lv_done" USING btree (note);

-- 3. Every column must be in the lists below.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."lv"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id integer, state text, at date, note text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.lv changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. The default partition's rows of this bound.
WITH moved AS (
    DELETE FROM "public"."lv_rest"
    WHERE "state" IS NOT NULL AND "state" IN ('done'::text)
    RETURNING "id", "state", "at", "note"
  )
  INSERT INTO "public"."lv_done" ("id", "state", "at", "note")
  OVERRIDING SYSTEM VALUE
  SELECT "id", "state", "at", "note" FROM moved;

ALTER TABLE "public"."lv_done" OWNER TO "postgres";

ALTER TABLE "public"."lv"
  ATTACH PARTITION "public"."lv_done"
  FOR VALUES IN ('done');

-- 5. The bound says the same now.
ALTER TABLE "public"."lv_done" DROP CONSTRAINT "lv_done_bound";

COMMIT;

-- file: 20260101000001_lv_partitions_2_detach.up.sql
-- pgparcel: version=20260101000001 table=public.lv step=2/6 transaction=none phase=before-deploy
-- pgparcel: from=41ba02bf to=3b9acd49 plan=ba8147052d26cab7
-- What:    detaches partition public.lv_old without stopping anyone
-- Locks:   ACCESS EXCLUSIVE on public.lv_old, short
--          SHARE UPDATE EXCLUSIVE on public.lv_rest, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv_old
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

ALTER TABLE "public"."lv_rest" DETACH PARTITION "public"."lv_old" CONCURRENTLY;

-- 1. The detach leaves the bound behind as a CHECK.
DO $pgparcel$
DECLARE
  leftover pg_catalog.name;
BEGIN
  FOR leftover IN
    SELECT conname
    FROM pg_catalog.pg_constraint
    WHERE conrelid = pg_catalog.to_regclass('"public"."lv_old"') AND contype = 'c'
      AND conname <> ALL (ARRAY[]::pg_catalog.name[])
  LOOP
    EXECUTE pg_catalog.format(
      'ALTER TABLE %s DROP CONSTRAINT %I', '"public"."lv_old"', leftover);
  END LOOP;
END
$pgparcel$;

-- file: 20260101000002_lv_partitions_3_partitions.up.sql
-- pgparcel: version=20260101000002 table=public.lv step=3/6 transaction=single phase=before-deploy
-- pgparcel: from=3b9acd49 to=09384f70 plan=ba8147052d26cab7
-- What:    adds partition public.lv_spring, 2024-01-01 .. 2024-07-01
--          adds partition public.lv_autumn, 2024-07-01 .. 2025-01-01
-- Locks:   SHARE UPDATE EXCLUSIVE on public.lv_rest, short; retried 10 x 3s
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
CREATE TABLE "public"."lv_spring" (
  LIKE "public"."lv_rest" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "lv_spring_bound" CHECK ("at" IS NOT NULL AND "at" >= '2024-01-01'::date AND "at" < '2024-07-01'::date)
);

ALTER TABLE "public"."lv_spring"
  ADD CONSTRAINT "lv_spring_state_at_id_key" UNIQUE (state, at, id);

CREATE INDEX "lv_spring_note_idx" ON "public"."lv_spring" USING btree (note);

ALTER TABLE "public"."lv_spring" OWNER TO "postgres";

ALTER TABLE "public"."lv_rest"
  ATTACH PARTITION "public"."lv_spring"
  FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');

-- 2. The bound says the same now.
ALTER TABLE "public"."lv_spring" DROP CONSTRAINT "lv_spring_bound";

-- 3. Built beside the table, with the bound as CHECK: ATTACH then scans nothing.
CREATE TABLE "public"."lv_autumn" (
  LIKE "public"."lv_rest" INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION,
  CONSTRAINT "lv_autumn_bound" CHECK ("at" IS NOT NULL AND "at" >= '2024-07-01'::date AND "at" < '2025-01-01'::date)
);

ALTER TABLE "public"."lv_autumn"
  ADD CONSTRAINT "lv_autumn_state_at_id_key" UNIQUE (state, at, id);

CREATE INDEX "lv_autumn_note_idx" ON "public"."lv_autumn" USING btree (note);

ALTER TABLE "public"."lv_autumn" OWNER TO "postgres";

ALTER TABLE "public"."lv_rest"
  ATTACH PARTITION "public"."lv_autumn"
  FOR VALUES FROM ('2024-07-01') TO ('2025-01-01');

-- 4. The bound says the same now.
ALTER TABLE "public"."lv_autumn" DROP CONSTRAINT "lv_autumn_bound";

COMMIT;

-- file: 20260101000003_lv_partitions_4_index.up.sql
-- pgparcel: version=20260101000003 table=public.lv step=4/6 transaction=none phase=before-deploy
-- pgparcel: from=09384f70 to=396d2d1b plan=ba8147052d26cab7
-- What:    builds unique constraint lv_key of public.lv and its 3 partitions
--          builds index lv_note of public.lv and its 3 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.lv_2025, public.lv_new, while it is built
-- Hazards: INDEX_BUILD: lv_key, concurrently
--          INDEX_BUILD: lv_note, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "lv_new_state_at_id_key" ON "public"."lv_new" USING btree (state, at, id);

CREATE UNIQUE INDEX CONCURRENTLY "lv_2025_state_at_id_key" ON "public"."lv_2025" USING btree (state, at, id);

CREATE INDEX CONCURRENTLY "lv_new_note_idx" ON "public"."lv_new" USING btree (note);

CREATE INDEX CONCURRENTLY "lv_2025_note_idx" ON "public"."lv_2025" USING btree (note);

-- file: 20260101000004_lv_partitions_5_attach.up.sql
-- pgparcel: version=20260101000004 table=public.lv step=5/6 transaction=single phase=before-deploy
-- pgparcel: from=396d2d1b to=331e5c22 plan=ba8147052d26cab7
-- What:    creates unique constraint lv_key on public.lv and attaches the indexes of its 3
--            partitions
--          creates index lv_note on public.lv and attaches the indexes of its 3 partitions
-- Locks:   ACCESS EXCLUSIVE on public.lv, public.lv_2025, public.lv_new, public.lv_rest, short;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv, public.lv_2025, public.lv_new, public.lv_rest
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  require-concurrent-index-creation: ON ONLY the parent builds nothing; the partitions
--            bring their finished indexes
--          constraint-missing-not-valid: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
--          disallowed-unique-constraint: ON ONLY the parent builds nothing; the partitions bring
--            their finished indexes
-- squawk-ignore-file require-concurrent-index-creation, constraint-missing-not-valid
-- squawk-ignore-file disallowed-unique-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE ONLY "public"."lv"
  ADD CONSTRAINT "lv_key" UNIQUE (state, at, id);

ALTER TABLE "public"."lv_new"
  ADD CONSTRAINT "lv_new_state_at_id_key" UNIQUE USING INDEX "lv_new_state_at_id_key";

ALTER TABLE ONLY "public"."lv_rest"
  ADD CONSTRAINT "lv_rest_state_at_id_key" UNIQUE (state, at, id);

ALTER TABLE "public"."lv_2025"
  ADD CONSTRAINT "lv_2025_state_at_id_key" UNIQUE USING INDEX "lv_2025_state_at_id_key";

ALTER INDEX "public"."lv_rest_state_at_id_key" ATTACH PARTITION "public"."lv_2025_state_at_id_key";

ALTER INDEX "public"."lv_key" ATTACH PARTITION "public"."lv_rest_state_at_id_key";

ALTER INDEX "public"."lv_key" ATTACH PARTITION "public"."lv_new_state_at_id_key";

-- 1. Partitions that came without it, since this file was made or right before.
DO $pgparcel$
DECLARE
  part record;
  fresh text;
BEGIN
  FOR part IN
    SELECT i.indexrelid::pg_catalog.regclass AS parent, h.inhrelid::pg_catalog.regclass AS child,
        c.relname, n.nspname, own.relname AS own
      FROM pg_catalog.pg_partition_tree('"public"."lv_key"') AS t
        JOIN pg_catalog.pg_index AS i ON i.indexrelid = t.relid
        JOIN pg_catalog.pg_inherits AS h ON h.inhparent = i.indrelid AND NOT h.inhdetachpending
        JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN LATERAL (
          SELECT o.relname
                FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS o ON o.oid = x.indexrelid
                WHERE x.indrelid = h.inhrelid AND x.indisvalid AND NOT o.relispartition
                  AND x.indisunique = i.indisunique AND x.indisprimary = i.indisprimary
                  AND EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = x.indexrelid)
                    = EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = i.indexrelid)
                  AND pg_catalog.substring(pg_catalog.pg_get_indexdef(x.indexrelid), ' USING .*')
                    = pg_catalog.substring(pg_catalog.pg_get_indexdef(i.indexrelid), ' USING .*')
                ORDER BY x.indexrelid LIMIT 1) AS own ON true
      WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_inherits AS a
          JOIN pg_catalog.pg_index AS b ON b.indexrelid = a.inhrelid
          WHERE a.inhparent = i.indexrelid AND b.indrelid = h.inhrelid)
  LOOP
    fresh := part.own;
    IF fresh IS NULL THEN
      fresh := pg_catalog.left(part.relname, 40) || '_'
        || pg_catalog.left(pg_catalog.md5(part.relname || 'lv_key'), 8) || '_key';
      EXECUTE pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I ', part.child, fresh)
        || (SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint
            WHERE conindid = part.parent);
    END IF;
    EXECUTE pg_catalog.format(
      'ALTER INDEX %s ATTACH PARTITION %I.%I', part.parent, part.nspname, fresh);
  END LOOP;
END
$pgparcel$;

CREATE INDEX "lv_note" ON ONLY "public"."lv" USING btree (note);

CREATE INDEX "lv_rest_note_idx" ON ONLY "public"."lv_rest" USING btree (note);

ALTER INDEX "public"."lv_rest_note_idx" ATTACH PARTITION "public"."lv_2025_note_idx";

ALTER INDEX "public"."lv_note" ATTACH PARTITION "public"."lv_rest_note_idx";

ALTER INDEX "public"."lv_note" ATTACH PARTITION "public"."lv_new_note_idx";

-- 2. Partitions that came without it, since this file was made or right before.
DO $pgparcel$
DECLARE
  part record;
  fresh text;
BEGIN
  FOR part IN
    SELECT i.indexrelid::pg_catalog.regclass AS parent, h.inhrelid::pg_catalog.regclass AS child,
        c.relname, n.nspname, own.relname AS own
      FROM pg_catalog.pg_partition_tree('"public"."lv_note"') AS t
        JOIN pg_catalog.pg_index AS i ON i.indexrelid = t.relid
        JOIN pg_catalog.pg_inherits AS h ON h.inhparent = i.indrelid AND NOT h.inhdetachpending
        JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN LATERAL (
          SELECT o.relname
                FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS o ON o.oid = x.indexrelid
                WHERE x.indrelid = h.inhrelid AND x.indisvalid AND NOT o.relispartition
                  AND x.indisunique = i.indisunique AND x.indisprimary = i.indisprimary
                  AND EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = x.indexrelid)
                    = EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = i.indexrelid)
                  AND pg_catalog.substring(pg_catalog.pg_get_indexdef(x.indexrelid), ' USING .*')
                    = pg_catalog.substring(pg_catalog.pg_get_indexdef(i.indexrelid), ' USING .*')
                ORDER BY x.indexrelid LIMIT 1) AS own ON true
      WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_inherits AS a
          JOIN pg_catalog.pg_index AS b ON b.indexrelid = a.inhrelid
          WHERE a.inhparent = i.indexrelid AND b.indrelid = h.inhrelid)
  LOOP
    fresh := part.own;
    IF fresh IS NULL THEN
      fresh := pg_catalog.left(part.relname, 40) || '_'
        || pg_catalog.left(pg_catalog.md5(part.relname || 'lv_note'), 8) || '_idx';
      EXECUTE pg_catalog.format('CREATE INDEX %I ON %s ', fresh, part.child)
        || 'USING btree (note)';
    END IF;
    EXECUTE pg_catalog.format(
      'ALTER INDEX %s ATTACH PARTITION %I.%I', part.parent, part.nspname, fresh);
  END LOOP;
END
$pgparcel$;

COMMIT;

-- file: 20260101000005_lv_partitions_6_drop_index.up.sql
-- pgparcel: version=20260101000005 table=public.lv step=6/6 transaction=single phase=before-deploy
-- pgparcel: from=331e5c22 to=e4aafde8 plan=ba8147052d26cab7
-- What:    drops unique constraint lv_unique of public.lv and its 3 partitions
-- Locks:   ACCESS EXCLUSIVE on public.lv, public.lv_2025, public.lv_autumn and 4 more, short;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.lv, public.lv_2025, public.lv_autumn and 4 more
--          INDEX_DROPPED: lv_unique
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  ban-drop-constraint: the header lists the loss as INDEX_DROPPED
-- squawk-ignore-file ban-drop-constraint
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

ALTER TABLE "public"."lv" DROP CONSTRAINT "lv_unique";

COMMIT;
