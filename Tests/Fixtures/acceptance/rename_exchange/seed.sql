INSERT INTO x VALUES (1, '1'), (2, '2');
