-- file: 20260101000000_fresh_create_1_create.up.sql
-- pgparcel: version=20260101000000 table=app.fresh step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=e3b0c442 to=78cc5b4d plan=46c448df9dd4e873
-- What:    creates app.fresh with 4 partitions
-- Locks:   none
-- Hazards: none
-- Undo:    .down.sql restores the layout; it refuses while app.fresh has rows
-- Squawk:  prefer-text-field: the schema file asks for this type
-- squawk-ignore-file prefer-text-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Stop here if the database is not what this file was generated for.
DO $pgparcel$
BEGIN
  IF (pg_catalog.to_regclass('"app"."fresh"') IS NOT NULL) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: app.fresh exists already; rename it or drop it, then run this file again';
  END IF;
END
$pgparcel$;

CREATE TABLE "app"."fresh" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "code" character varying(20) COLLATE pg_catalog."C" NOT NULL,
  "at" timestamp with time zone DEFAULT now() NOT NULL,
  "day" text GENERATED ALWAYS AS (upper((code)::text)) STORED
) PARTITION BY RANGE (at);

CREATE TABLE "app"."fresh_old" PARTITION OF "app"."fresh"
  FOR VALUES FROM (MINVALUE) TO ('2026-01-01 00:00:00+00') PARTITION BY LIST (code);

CREATE TABLE "app"."fresh_old_a" PARTITION OF "app"."fresh_old"
  FOR VALUES IN ('a', 'b');

CREATE TABLE "app"."fresh_old_rest" PARTITION OF "app"."fresh_old"
  DEFAULT;

CREATE TABLE "app"."fresh_new" PARTITION OF "app"."fresh"
  FOR VALUES FROM ('2026-01-01 00:00:00+00') TO (MAXVALUE);

ALTER TABLE "app"."fresh_new"
  ADD CONSTRAINT "fresh_new_pkey" PRIMARY KEY (id, at, code);

ALTER TABLE "app"."fresh_new"
  ADD CONSTRAINT "fresh_new_code_at_key" UNIQUE (code, at);

CREATE INDEX "fresh_new_day_idx" ON "app"."fresh_new" USING btree (day);

ALTER TABLE "app"."fresh_old_rest"
  ADD CONSTRAINT "fresh_old_rest_pkey" PRIMARY KEY (id, at, code);

ALTER TABLE "app"."fresh_old_rest"
  ADD CONSTRAINT "fresh_old_rest_code_at_key" UNIQUE (code, at);

CREATE INDEX "fresh_old_rest_day_idx" ON "app"."fresh_old_rest" USING btree (day);

ALTER TABLE "app"."fresh_old_a"
  ADD CONSTRAINT "fresh_old_a_pkey" PRIMARY KEY (id, at, code);

ALTER TABLE "app"."fresh_old_a"
  ADD CONSTRAINT "fresh_old_a_code_at_key" UNIQUE (code, at);

CREATE INDEX "fresh_old_a_day_idx" ON "app"."fresh_old_a" USING btree (day);

ALTER TABLE "app"."fresh_old"
  ADD CONSTRAINT "fresh_old_pkey" PRIMARY KEY (id, at, code);

ALTER TABLE "app"."fresh_old"
  ADD CONSTRAINT "fresh_old_code_at_key" UNIQUE (code, at);

CREATE INDEX "fresh_old_day_idx" ON "app"."fresh_old" USING btree (day);

ALTER TABLE "app"."fresh"
  ADD CONSTRAINT "fresh_pkey" PRIMARY KEY (id, at, code);

ALTER TABLE "app"."fresh"
  ADD CONSTRAINT "fresh_code_at_key" UNIQUE (code, at);

CREATE INDEX "fresh_day_idx" ON "app"."fresh" USING btree (day);

COMMENT ON TABLE "app"."fresh_new" IS 'all new';

COMMIT;
