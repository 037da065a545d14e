-- file: 20260101000000_logs_plain_1_swap.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.logs step=1/3 transaction=single phase=before-deploy
-- pgparcel: from=f39a55c7 to=9e4e7cac plan=102162cbb7c2e21c
-- What:    brings what was written since into public.logs_old and puts that in the place of
--            public.logs
-- Locks:   ACCESS EXCLUSIVE on public.logs, while the rows are copied; retried 10 x 3s
--          ACCESS EXCLUSIVE on public.logs_old, public.logs_1, public.logs_2 and 3 more, short;
--            retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.logs, public.logs_old, public.logs_1 and 4 more
-- Undo:    20260101000000_logs_plain_1_swap.up.sql runs again
-- Squawk:  renaming-table: a successor bears the name before COMMIT, so nobody sees it missing
--          renaming-object: queries choose indexes, they do not name them; a sequence goes with its
--            table; nobody sees the name missing
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
    WHERE oid = pg_catalog.to_regclass('"public"."logs"') AND relkind = 'r')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.logs is not a plain table';
  END IF;
  IF ((SELECT pg_catalog.string_agg(
          attname || ' ' || pg_catalog.format_type(atttypid, atttypmod), ', '
          ORDER BY attnum)
   FROM pg_catalog.pg_attribute
   WHERE attrelid = pg_catalog.to_regclass('"public"."logs"') AND attnum > 0 AND NOT attisdropped)
  IS DISTINCT FROM
  'id bigint, at date, line text') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the columns of public.logs changed since this file was generated; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF ((SELECT pg_catalog.string_agg(name, ', ' ORDER BY name COLLATE pg_catalog."C")
   FROM (
     SELECT 'index ' || c.relname
       FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
       WHERE i.indrelid = pg_catalog.to_regclass('"public"."logs"')
     UNION ALL
     SELECT 'constraint ' || conname FROM pg_catalog.pg_constraint
       WHERE conrelid = pg_catalog.to_regclass('"public"."logs"') AND contype IN ('c', 'f', 'p', 'u', 'x')
         AND conparentid = 0
     UNION ALL
     SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger
       WHERE tgrelid = pg_catalog.to_regclass('"public"."logs"') AND NOT tgisinternal
     UNION ALL
     SELECT 'policy ' || polname FROM pg_catalog.pg_policy WHERE polrelid = pg_catalog.to_regclass('"public"."logs"')
   ) AS objects (name))
  IS DISTINCT FROM
  'constraint logs_pkey, index logs_line, index logs_pkey') IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: indexes, constraints, triggers or policies of public.logs changed since this file was generated, and it would lose them; take that change back; or take back what ran of these files, delete them and generate again';
  END IF;
  IF (NOT EXISTS (
    SELECT FROM pg_catalog.pg_class
    WHERE oid = pg_catalog.to_regclass('"public"."logs_old"') AND relkind = 'p')) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: public.logs_old is gone; take back the file that dropped it first';
  END IF;
END
$pgparcel$;

-- 2. Nobody reads or writes until COMMIT.
LOCK TABLE "public"."logs", "public"."logs_old" IN ACCESS EXCLUSIVE MODE;

-- 3. The old key is narrower: its values must be unique again.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "public"."logs" GROUP BY "id", "at" HAVING pg_catalog.count(*) > 1)) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE =
      'pgparcel: several rows of public.logs share one (id, at), which was unique before; make it unique again first';
  END IF;
END
$pgparcel$;

SET LOCAL row_security = off;

-- 4. Rows that were changed or deleted since.
DELETE FROM "public"."logs_old" AS d
  WHERE NOT EXISTS (
    SELECT FROM "public"."logs" AS s
    WHERE d."id" = s."id" AND d."at" = s."at"
      AND ROW(s."id", s."at", s."line")::record
        OPERATOR(pg_catalog.*=) ROW(d."id", d."at", d."line")::record);

-- 5. Rows that were changed or added since.
INSERT INTO "public"."logs_old" ("id", "at", "line")
  OVERRIDING SYSTEM VALUE
  SELECT s."id", s."at", s."line"
  FROM "public"."logs" AS s
  WHERE NOT EXISTS (SELECT FROM "public"."logs_old" AS d WHERE d."id" = s."id" AND d."at" = s."at");

-- 6. Every row must have arrived.
DO $pgparcel$
BEGIN
  IF ((SELECT pg_catalog.count(*) FROM "public"."logs")
  <> (SELECT pg_catalog.count(*) FROM "public"."logs_old")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: the copy of public.logs holds another number of rows than the table; nothing was changed';
  END IF;
END
$pgparcel$;

-- 7. The new table steps aside, the old one takes its place.
ALTER TABLE "public"."logs" RENAME TO "logs_new";

ALTER INDEX "public"."logs_pkey" RENAME TO "logs_pkey_new";

ALTER INDEX "public"."logs_line" RENAME TO "logs_line_new";

ALTER SEQUENCE "public"."logs_id_seq" RENAME TO "logs_id_seq_new";

ALTER SEQUENCE "public"."logs_id_seq_old" RENAME TO "logs_id_seq";

ALTER INDEX "public"."logs_pkey_old" RENAME TO "logs_pkey";

ALTER INDEX "public"."logs_line_old" RENAME TO "logs_line";

ALTER TABLE "public"."logs_old" RENAME TO "logs";

SELECT pg_catalog.setval('"public"."logs_id_seq"'::pg_catalog.regclass, last_value, is_called)
  FROM "public"."logs_id_seq_new";

-- 8. Every row of it is in the table again.
DROP TABLE "public"."logs_new";

COMMIT;

-- file: 20260101000001_logs_plain_2_analyze.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.logs step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=0dc0ff2d to=f39a55c7 plan=102162cbb7c2e21c
-- What:    does nothing: the statistics stay
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_logs_plain_2_analyze.up.sql runs again

-- file: 20260101000002_logs_plain_3_finish.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.logs step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=e8544d36 to=0dc0ff2d plan=102162cbb7c2e21c
-- What:    makes public.logs_old again, empty; the down file of the swap fills it from public.logs
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_logs_plain_3_finish.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.logs.
CREATE TABLE "public"."logs_old" (
  "id" bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "public"."logs_id_seq_old" START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1) NOT NULL,
  "at" date NOT NULL,
  "line" text
) PARTITION BY RANGE (at);

CREATE TABLE "public"."logs_1" PARTITION OF "public"."logs_old"
  FOR VALUES FROM (MINVALUE) TO ('2026-01-01') WITH ("fillfactor" = '60');

CREATE TABLE "public"."logs_2" PARTITION OF "public"."logs_old"
  FOR VALUES FROM ('2026-01-01') TO ('2026-02-01') PARTITION BY HASH (id);

CREATE TABLE "public"."logs_2_0" PARTITION OF "public"."logs_2"
  FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE "public"."logs_2_1" PARTITION OF "public"."logs_2"
  FOR VALUES WITH (MODULUS 2, REMAINDER 1);

CREATE TABLE "public"."logs_rest" PARTITION OF "public"."logs_old"
  DEFAULT;

CREATE INDEX "logs_rest_line_idx" ON "public"."logs_rest" USING btree (line);

ALTER TABLE "public"."logs_rest"
  ADD CONSTRAINT "logs_rest_pkey" PRIMARY KEY (id, at);

CREATE INDEX "logs_2_1_line_idx" ON "public"."logs_2_1" USING btree (line);

ALTER TABLE "public"."logs_2_1"
  ADD CONSTRAINT "logs_2_1_pkey" PRIMARY KEY (id, at);

CREATE INDEX "logs_2_0_line_idx" ON "public"."logs_2_0" USING btree (line);

ALTER TABLE "public"."logs_2_0"
  ADD CONSTRAINT "logs_2_0_pkey" PRIMARY KEY (id, at);

CREATE INDEX "logs_2_line_idx" ON "public"."logs_2" USING btree (line);

ALTER TABLE "public"."logs_2"
  ADD CONSTRAINT "logs_2_pkey" PRIMARY KEY (id, at);

CREATE INDEX "logs_1_line_idx" ON "public"."logs_1" USING btree (line);

CREATE INDEX "logs_1_only" ON "public"."logs_1" USING btree (at);

ALTER TABLE "public"."logs_1"
  ADD CONSTRAINT "logs_1_pkey" PRIMARY KEY (id, at);

CREATE INDEX "logs_line_old" ON "public"."logs_old" USING btree (line);

ALTER TABLE "public"."logs_old"
  ADD CONSTRAINT "logs_pkey_old" PRIMARY KEY (id, at);

ALTER TABLE "public"."logs_old" OWNER TO "postgres";

ALTER TABLE "public"."logs_1" OWNER TO "postgres";

COMMENT ON TABLE "public"."logs_1" IS 'old';

ALTER TABLE "public"."logs_2" OWNER TO "postgres";

ALTER TABLE "public"."logs_2_0" OWNER TO "postgres";

ALTER TABLE "public"."logs_2_1" OWNER TO "postgres";

ALTER TABLE "public"."logs_rest" OWNER TO "postgres";

COMMIT;
