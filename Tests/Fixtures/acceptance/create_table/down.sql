-- file: 20260101000000_fresh_create_1_create.down.sql
-- pgparcel: version=20260101000000 direction=down table=app.fresh step=1/1 transaction=single phase=before-deploy
-- pgparcel: from=78cc5b4d to=e3b0c442 plan=46c448df9dd4e873
-- What:    takes back: creates app.fresh with 4 partitions
-- Locks:   ACCESS EXCLUSIVE on app.fresh, app.fresh_new, app.fresh_old, app.fresh_old_a,
--            app.fresh_old_rest, short; retried 10 x 3s
-- Hazards: ACQUIRES_ACCESS_EXCLUSIVE_LOCK: app.fresh, app.fresh_new, app.fresh_old,
--            app.fresh_old_a, app.fresh_old_rest
-- Undo:    20260101000000_fresh_create_1_create.up.sql runs again
-- Squawk:  ban-drop-table: this file stops if rows would be lost, or moves them first
-- squawk-ignore-file ban-drop-table
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. No row may come between the look and the drop.
LOCK TABLE "app"."fresh" IN ACCESS EXCLUSIVE MODE;

-- 2. No row may be lost.
DO $pgparcel$
BEGIN
  IF (EXISTS (SELECT FROM "app"."fresh")) IS NOT FALSE THEN
    RAISE EXCEPTION USING ERRCODE = 'P0001', MESSAGE =
      'pgparcel: app.fresh has rows, which dropping it would destroy; empty it first';
  END IF;
END
$pgparcel$;

DROP TABLE "app"."fresh";

COMMIT;
