-- file: 20260101000000_t_indexes_1_index.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.t step=1/1 transaction=none phase=before-deploy
-- pgparcel: from=d1902325 to=34467a42 plan=9dc8cdca848a2d01
-- What:    takes back: builds index t_2025_first of public.t_2025
-- Locks:   SHARE UPDATE EXCLUSIVE on public.t_2025, while it is dropped
-- Hazards: none
-- Undo:    20260101000000_t_indexes_1_index.up.sql runs again
-- Squawk:  require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file require-lock-timeout, require-statement-timeout

DROP INDEX CONCURRENTLY IF EXISTS "public"."t_2025_first";
