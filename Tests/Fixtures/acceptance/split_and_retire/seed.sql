INSERT INTO beds SELECT g, '2026-01-01'::date + g % 90, 'note ' || g FROM generate_series(1, 400) AS g;
