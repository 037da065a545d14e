INSERT INTO calls SELECT n, (ARRAY['pl','cz','de','fr','be','se'])[1 + n % 6], n FROM generate_series(1, 200) AS n;
