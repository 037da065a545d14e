CREATE SCHEMA "Praxis für Zähne";
CREATE TABLE "Praxis für Zähne"."Termin ""Liste""" (
  "Id" integer PRIMARY KEY,
  "select" text NOT NULL,
  "it's" text,
  "🦷" text
);
CREATE INDEX "Idx ""select""" ON "Praxis für Zähne"."Termin ""Liste""" ("select", "it's");
COMMENT ON COLUMN "Praxis für Zähne"."Termin ""Liste"""."🦷" IS 'Zahn';
