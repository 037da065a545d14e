INSERT INTO items (name) SELECT 'item ' || n FROM generate_series(1, 100) AS n;
UPDATE items SET parent_id = id / 2 WHERE id > 1;
INSERT INTO labels SELECT n, n FROM generate_series(1, 50) AS n;
