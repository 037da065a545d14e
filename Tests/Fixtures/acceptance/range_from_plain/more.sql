INSERT INTO visits (visited_on, minutes) VALUES ('2020-02-29', 1), ('infinity', 2), ('-infinity', 3);
UPDATE visits SET visited_on = visited_on + 31 WHERE minutes BETWEEN 10 AND 20;
DELETE FROM visits WHERE minutes = 100;
