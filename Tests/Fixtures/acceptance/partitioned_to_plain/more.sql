INSERT INTO logs (at, line) VALUES ('2026-01-10', 'new'), ('2030-01-01', 'newer');
UPDATE logs SET at = '2026-01-20' WHERE line::text = '5';
DELETE FROM logs WHERE line = '7';
