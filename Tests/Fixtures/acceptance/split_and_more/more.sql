INSERT INTO stays VALUES (901, '2026-02-14', 'C', 'early'), (902, '2026-02-15', 'D', 'late'), (903, '2026-04-30', 'A', NULL);
UPDATE stays SET day = '2026-02-20' WHERE id = 70;
UPDATE stays SET id = 9000 WHERE id = 40;
DELETE FROM stays WHERE id = 50;
