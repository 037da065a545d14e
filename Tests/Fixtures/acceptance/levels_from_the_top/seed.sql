INSERT INTO lv SELECT g, (ARRAY['new', 'done', 'gone'])[1 + g % 3], '2024-06-01'::date + g, 'note ' || g FROM generate_series(1, 400) AS g;
