INSERT INTO stays SELECT g, '2026-01-01'::date + g % 120, 'A', 'note ' || g FROM generate_series(1, 500) AS g;
