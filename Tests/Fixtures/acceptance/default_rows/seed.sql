INSERT INTO calls SELECT n, (ARRAY['de','at','fr','es','pt','it','pl'])[1 + n % 7], n FROM generate_series(1, 300) AS n;
