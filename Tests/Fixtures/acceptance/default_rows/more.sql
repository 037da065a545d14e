UPDATE calls SET country = 'it' WHERE id IN (2, 9);
UPDATE calls SET country = 'fr' WHERE id IN (5, 12);
INSERT INTO calls VALUES (901, 'fr', 1), (902, 'xx', 1), (903, 'pt', 1);
DELETE FROM calls WHERE id = 3;
