-- file: 20260101000000_t_indexes_1_index.up.sql
-- pgparcel: version=20260101000000 table=public.t step=1/1 transaction=none phase=before-deploy
-- pgparcel: from=34467a42 to=d1902325 plan=9dc8cdca848a2d01
-- What:    builds index t_2025_first of public.t_2025
-- Locks:   SHARE UPDATE EXCLUSIVE on public.t_2025, while it is built
-- Hazards: INDEX_BUILD: t_2025_first, concurrently
-- Undo:    .down.sql restores the layout and every row
-- Squawk:  prefer-robust-stmts: each statement is recorded; `pgparcel apply` resumes behind it
--          require-lock-timeout: a SET without transaction would outlast this file; `pgparcel
--            apply` sets it itself
--          require-statement-timeout: cut short, a statement outside a transaction can stay half
--            done
-- squawk-ignore-file prefer-robust-stmts, require-lock-timeout, require-statement-timeout

CREATE INDEX CONCURRENTLY "t_2025_first" ON "public"."t_2025" USING btree (id);
