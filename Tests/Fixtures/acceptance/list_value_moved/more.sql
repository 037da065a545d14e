UPDATE calls SET country = 'de' WHERE number IN (1, 2, 3, 4, 5, 6);
UPDATE calls SET country = 'se' WHERE number IN (10, 11, 12);
DELETE FROM calls WHERE number = 20;
INSERT INTO calls (country) VALUES ('be'), ('pl'), ('de');
