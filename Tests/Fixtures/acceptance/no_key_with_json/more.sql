INSERT INTO events VALUES (NULL, '{"x": 1}', NULL), ('c', NULL, NULL);
DELETE FROM events WHERE kind = 'b';
