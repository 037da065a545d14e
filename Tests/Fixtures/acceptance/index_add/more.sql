INSERT INTO i VALUES (900, 1, 'q', 'w');
