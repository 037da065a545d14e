-- pgparcel: version=20260101000004 table=public.appointments_by_date step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=7bfc54ff to=9d08ad9b plan=13cbd538ddfb6a72 source=schemas/appointments_by_date.yaml@dfe3a6e0
-- What:    gathers statistics of public.appointments_by_date, which autovacuum never does for a
--            partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.appointments_by_date,
--            public.appointments_before_2025_12, public.appointments_2025_12 and 7 more, while
--            sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."appointments_by_date";
