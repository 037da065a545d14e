INSERT INTO lv VALUES (900, 'done', '2025-05-05', 'later');
DELETE FROM lv WHERE id = 300;
