INSERT INTO visits VALUES (901, 'de', '2026-03-31', 'early'), (902, 'us', '2026-12-31', 'late'), (903, 'us', '2028-01-01', NULL);
UPDATE visits SET region = 'us' WHERE id = 40;
UPDATE visits SET region = 'jp', day = '2026-02-02' WHERE id = 41;
UPDATE visits SET day = '2026-11-11' WHERE id = 701;
DELETE FROM visits WHERE id % 17 = 0;
