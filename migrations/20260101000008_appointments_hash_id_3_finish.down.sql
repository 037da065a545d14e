-- pgparcel: version=20260101000008 direction=down table=public.appointments_hash step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=fda5640d to=f2f4538d plan=220307f32f3a28a3 source=schemas/appointments_hash.yaml@b8a10797
-- What:    makes public.appointments_hash_old again, empty; the down file of the swap fills it from
--            public.appointments_hash
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000008_appointments_hash_id_3_finish.up.sql runs again
-- Squawk:  prefer-text-field: the column keeps its type
-- squawk-ignore-file prefer-text-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.appointments_hash.
CREATE TABLE "public"."appointments_hash_old" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "user_id" uuid NOT NULL,
  "doc_id" uuid NOT NULL,
  "slot_date" character varying(100) NOT NULL,
  "amount" numeric(10,2) NOT NULL
);

ALTER TABLE "public"."appointments_hash_old"
  ADD CONSTRAINT "appointments_hash_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."appointments_hash_old" OWNER TO "postgres";

COMMIT;
