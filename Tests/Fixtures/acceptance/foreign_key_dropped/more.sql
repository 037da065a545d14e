INSERT INTO accounts VALUES (100, 'a', 'new@example.org');
UPDATE accounts SET kind = 'a' WHERE id = 1;
