CREATE SCHEMA "My Schema.x";
CREATE TABLE "My Schema.x"."Tab.le ""q""" ("Col umn" integer, "select" text, "ü" date, PRIMARY KEY ("Col umn", "select")) PARTITION BY LIST ("select");
CREATE TABLE "My Schema.x"."{table}_x" PARTITION OF "My Schema.x"."Tab.le ""q""" FOR VALUES IN ('{parent}');
CREATE TABLE "My Schema.x"."no" PARTITION OF "My Schema.x"."Tab.le ""q""" FOR VALUES IN ('no');
CREATE INDEX "I ""x""" ON "My Schema.x"."Tab.le ""q""" ("ü", "Col umn");
