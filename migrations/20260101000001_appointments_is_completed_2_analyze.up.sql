-- pgparcel: version=20260101000001 table=public.appointments step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=c850f2b0 to=bd774724 plan=101fec4cc4b2170e source=schemas/appointments.yaml@f4a21cbd
-- What:    gathers statistics of public.appointments, which autovacuum never does for a partitioned
--            table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.appointments, public.appointments_active,
--            public.appointments_completed, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."appointments";
