-- pgparcel: version=20260101000002 direction=down table=public.appointments step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=9b62ea25 to=bd774724 plan=101fec4cc4b2170e source=schemas/appointments.yaml@f4a21cbd
-- What:    makes public.appointments_old again, empty; the down file of the swap fills it from
--            public.appointments
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000002_appointments_is_completed_3_finish.up.sql runs again
-- Squawk:  prefer-timestamp-tz: the column keeps its type
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file prefer-timestamp-tz, prefer-text-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.appointments.
CREATE TABLE "public"."appointments_old" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "user_id" uuid NOT NULL,
  "doc_id" uuid NOT NULL,
  "slot_date" character varying(100) NOT NULL,
  "slot_time" character varying(100) NOT NULL,
  "amount" numeric(10,2) NOT NULL,
  "date" numeric NOT NULL,
  "cancelled" boolean DEFAULT false,
  "payment" boolean DEFAULT false,
  "is_completed" boolean DEFAULT false,
  "created_at" timestamp without time zone DEFAULT now(),
  "updated_at" timestamp without time zone DEFAULT now()
);

ALTER TABLE "public"."appointments_old"
  ADD CONSTRAINT "appointments_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."appointments_old" OWNER TO "postgres";

COMMIT;
