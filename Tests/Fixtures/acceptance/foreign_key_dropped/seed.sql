INSERT INTO accounts SELECT n, CASE n % 3 WHEN 0 THEN 'a' ELSE 'b' END, n || '@example.org' FROM generate_series(1, 30) AS n;
INSERT INTO sessions SELECT n, n FROM generate_series(1, 30) AS n;
