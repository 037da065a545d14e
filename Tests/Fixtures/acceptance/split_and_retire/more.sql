INSERT INTO beds VALUES (901, '2026-02-14', 'early'), (902, '2026-02-15', 'late');
UPDATE beds SET day = '2026-02-20' WHERE id = 70;
DELETE FROM beds WHERE id = 50;
