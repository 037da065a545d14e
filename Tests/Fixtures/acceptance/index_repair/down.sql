-- file: 20260101000000_q_indexes_1_index.down.sql
-- pgparcel: version=20260101000000 direction=down table=public.q step=1/2 transaction=none phase=before-deploy
-- pgparcel: from=cf3872d7 to=bc79f59d plan=3ecaffa1b3f946c7
-- What:    takes back: repairs index q_idx of public.q and its 2 partitions
-- Locks:   SHARE UPDATE EXCLUSIVE on public.q_w, public.q_x, while it is dropped
-- Hazards: none
-- Undo:    20260101000000_q_indexes_1_index.up.sql runs again

-- file: 20260101000001_q_indexes_2_attach.down.sql
-- pgparcel: version=20260101000001 direction=down table=public.q step=2/2 transaction=single phase=before-deploy
-- pgparcel: from=bc79f59d to=cf3872d7 plan=3ecaffa1b3f946c7
-- What:    takes back: attaches what was missing of index q_idx
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000001_q_indexes_2_attach.up.sql runs again
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

COMMIT;
