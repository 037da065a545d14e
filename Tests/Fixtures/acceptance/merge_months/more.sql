UPDATE visits SET day = day + 28 WHERE id < 50;
DELETE FROM visits WHERE id BETWEEN 60 AND 70;
INSERT INTO visits VALUES (900, '2026-02-28', 'new'), (901, '2026-03-31', 'new');
