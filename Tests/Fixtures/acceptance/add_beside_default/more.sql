INSERT INTO tickets VALUES (1001, 'odd'), (1002, 'open'), (1003, 'closed');
