INSERT INTO n SELECT g, '2024-06-01'::date + g, 'note ' || g FROM generate_series(1, 300) AS g;
