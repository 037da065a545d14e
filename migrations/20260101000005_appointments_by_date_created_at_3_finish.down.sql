-- pgparcel: version=20260101000005 direction=down table=public.appointments_by_date step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=25f5a178 to=9d08ad9b plan=13cbd538ddfb6a72 source=schemas/appointments_by_date.yaml@dfe3a6e0
-- What:    makes public.appointments_by_date_old again, empty; the down file of the swap fills it
--            from public.appointments_by_date
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000005_appointments_by_date_created_at_3_finish.up.sql runs again
-- Squawk:  prefer-timestamp-tz: the column keeps its type
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file prefer-timestamp-tz, prefer-text-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.appointments_by_date.
CREATE TABLE "public"."appointments_by_date_old" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "user_id" uuid NOT NULL,
  "doc_id" uuid NOT NULL,
  "slot_date" character varying(100) NOT NULL,
  "amount" numeric(10,2) NOT NULL,
  "created_at" timestamp without time zone DEFAULT now() NOT NULL
);

ALTER TABLE "public"."appointments_by_date_old"
  ADD CONSTRAINT "appointments_by_date_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."appointments_by_date_old" OWNER TO "postgres";

COMMIT;
