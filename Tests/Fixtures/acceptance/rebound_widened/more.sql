INSERT INTO visits (day, patient, note) VALUES ('2026-02-02', 1, 'more'), ('2026-01-02', 2, 'more');
UPDATE visits SET day = '2026-02-03' WHERE day = '2026-01-05';
DELETE FROM visits WHERE day = '2026-02-05';
