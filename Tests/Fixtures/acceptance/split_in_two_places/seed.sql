INSERT INTO visits SELECT g, (ARRAY['de', 'fr', 'us', 'jp'])[g % 4 + 1], '2026-01-01'::date + g % 360, 'note ' || g FROM generate_series(1, 600) AS g;
INSERT INTO visits VALUES (701, 'us', '2027-05-05', 'for the default partition');
