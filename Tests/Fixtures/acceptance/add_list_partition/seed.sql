INSERT INTO c SELECT n, 'a' FROM generate_series(1, 10) AS n;
