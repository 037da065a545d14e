INSERT INTO parcels VALUES (1000, 'new', '2026-05-05');
