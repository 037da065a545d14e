UPDATE events SET day = day + 300 WHERE id % 7 = 0;
DELETE FROM events WHERE id % 11 = 0;
INSERT INTO events SELECT n, '2026-09-30' FROM generate_series(1001, 1020) AS n;
