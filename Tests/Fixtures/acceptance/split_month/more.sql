INSERT INTO visits (day, code) VALUES ('2026-02-14', 7001), ('2026-02-15', 7002), ('2026-01-31', 7003), ('2027-01-01', 7004);
UPDATE visits SET day = '2026-02-20' WHERE day = '2026-01-05';
UPDATE visits SET day = '2026-03-20' WHERE day = '2026-02-07';
UPDATE visits SET note = NULL WHERE day = '2026-02-08';
DELETE FROM visits WHERE day = '2026-02-09';
