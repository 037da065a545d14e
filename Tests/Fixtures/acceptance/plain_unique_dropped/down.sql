-- file: 20260101000000_p_indexes_1_index.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.p step=1/3 transaction=none phase=before-deploy
-- pgparcel: from=7da51812 to=f3bbeb60 plan=7034df980e11429d
-- What:    takes back: builds the new primary key p_pkey_new of public.p
-- Locks:   SHARE UPDATE EXCLUSIVE on public.p, while it is dropped
-- Hazards: none
-- Undo:    20260101000000_p_indexes_1_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."p_pkey_new";

-- file: 20260101000001_p_indexes_2_replace.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.p step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=361c3bf2 to=7da51812 plan=7034df980e11429d
-- What:    takes back: puts primary key p_pkey_new in the place of primary key p_pkey
-- Locks:   ACCESS EXCLUSIVE on public.p, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.p
-- Undo:    20260101000001_p_indexes_2_replace.up.sql runs again
-- Squawk:  renaming-object: queries choose indexes, they do not name them
--          prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file renaming-object, prefer-robust-stmts, require-lock-timeout
-- squawk-ignore-file require-statement-timeout

ALTER INDEX "public"."p_pkey" RENAME TO "p_pkey_new";

CREATE UNIQUE INDEX CONCURRENTLY "p_pkey" ON "public"."p" USING btree (id);

DO $pgparcel$
BEGIN
  ALTER TABLE "public"."p" DROP CONSTRAINT "p_pkey_new";
  ALTER TABLE "public"."p"
  ADD CONSTRAINT "p_pkey" PRIMARY KEY USING INDEX "p_pkey";
END
$pgparcel$;

-- file: 20260101000002_p_indexes_3_drop_index.down.sql
-- pgparcel: version=20260101000002 direction=down table=public.p step=3/3 transaction=none phase=before-deploy
-- pgparcel: from=b0addfc0 to=361c3bf2 plan=7034df980e11429d
-- What:    takes back: drops unique constraint p_code of public.p
-- Locks:   ACCESS EXCLUSIVE on public.p, short
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: public.p
-- Undo:    20260101000002_p_indexes_3_drop_index.up.sql runs again
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE UNIQUE INDEX CONCURRENTLY "p_code" ON "public"."p" USING btree (code);

DO $pgparcel$
BEGIN
  ALTER TABLE "public"."p"
  ADD CONSTRAINT "p_code" UNIQUE USING INDEX "p_code";
END
$pgparcel$;

COMMENT ON CONSTRAINT "p_code" ON "public"."p" IS 'one row a code';
