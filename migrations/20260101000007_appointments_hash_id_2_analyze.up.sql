-- pgparcel: version=20260101000007 table=public.appointments_hash step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=97a7a39e to=f2f4538d plan=220307f32f3a28a3 source=schemas/appointments_hash.yaml@b8a10797
-- What:    gathers statistics of public.appointments_hash, which autovacuum never does for a
--            partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.appointments_hash, public.appointments_hash_0,
--            public.appointments_hash_1, public.appointments_hash_2, public.appointments_hash_3,
--            while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."appointments_hash";
