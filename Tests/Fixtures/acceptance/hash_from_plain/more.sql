INSERT INTO items (name, parent_id) SELECT 'new', 3 FROM generate_series(1, 10);
DELETE FROM items WHERE id = 90;
UPDATE items SET name = 'changed' WHERE id = 7;
