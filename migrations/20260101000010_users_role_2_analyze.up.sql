-- pgparcel: version=20260101000010 table=public.users step=2/3 transaction=none phase=before-deploy
-- pgparcel: from=8ca01bf0 to=62c85b16 plan=3bad430ecf4e4e52 source=schemas/users.yaml@d34c6a35
-- What:    gathers statistics of public.users, which autovacuum never does for a partitioned table
-- Locks:   SHARE UPDATE EXCLUSIVE on public.users, public.users_admins, public.users_doctors,
--            public.users_patients, while sampling
-- Hazards: none
-- Undo:    .down.sql restores the layout and every row

ANALYZE "public"."users";
