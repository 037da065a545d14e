INSERT INTO visits (visited_on, minutes, code) VALUES ('2026-07-01', 90, 'more');
