-- pgparcel: version=20260101000011 direction=down table=public.users step=3/3 transaction=single phase=after-deploy
-- pgparcel: from=bcd55b19 to=62c85b16 plan=3bad430ecf4e4e52 source=schemas/users.yaml@d34c6a35
-- What:    makes public.users_old again, empty; the down file of the swap fills it from
--            public.users
-- Locks:   none
-- Hazards: none
-- Undo:    20260101000011_users_role_3_finish.up.sql runs again
-- Squawk:  prefer-timestamp-tz: the column keeps its type
--          prefer-text-field: the column keeps its type
-- squawk-ignore-file prefer-timestamp-tz, prefer-text-field
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '30s';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';

-- 1. Empty: the way back of the swap fills it from public.users.
CREATE TABLE "public"."users_old" (
  "id" uuid DEFAULT gen_random_uuid() NOT NULL,
  "name" character varying(100) NOT NULL,
  "email" character varying(100) NOT NULL,
  "role" character varying(20) DEFAULT 'patient'::character varying NOT NULL,
  "created_at" timestamp without time zone DEFAULT now(),
  CONSTRAINT "users_role_check" CHECK (((role)::text = ANY (((ARRAY['patient'::character varying, 'doctor'::character varying, 'admin'::character varying])::character varying[])::text[])))
);

ALTER TABLE "public"."users_old"
  ADD CONSTRAINT "users_email_key_old" UNIQUE (email);

ALTER TABLE "public"."users_old"
  ADD CONSTRAINT "users_pkey_old" PRIMARY KEY (id);

ALTER TABLE "public"."users_old" OWNER TO "postgres";

COMMIT;
