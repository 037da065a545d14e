UPDATE stays SET region = 'us' WHERE region = 'de' AND bed % 5 = 0;
UPDATE stays SET stayed_on = '2026-06-01' WHERE bed % 9 = 0;
INSERT INTO stays (region, stayed_on, bed) VALUES ('xx', '2026-01-01', 1);
