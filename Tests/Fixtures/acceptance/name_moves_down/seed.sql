INSERT INTO n SELECT g, (ARRAY['de', 'fr'])[1 + g % 2], date '2025-12-01' + g FROM generate_series(1, 60) AS g;
