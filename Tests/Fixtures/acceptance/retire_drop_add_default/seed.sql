INSERT INTO d SELECT n, '2024-06-01'::date + n FROM generate_series(1, 300) AS n;
