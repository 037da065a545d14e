INSERT INTO people VALUES ('Zoë', NULL), ('Émile', NULL);
