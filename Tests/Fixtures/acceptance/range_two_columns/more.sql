INSERT INTO measures (station, taken_at) VALUES (10, '2026-01-05 00:00:00+00'), (20, '2026-01-05 00:00:00+00');
DELETE FROM measures WHERE station = 3;
