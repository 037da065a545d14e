INSERT INTO "Praxis für Zähne"."Termin ""Liste""" VALUES (1000, 'no', '''', '"');
