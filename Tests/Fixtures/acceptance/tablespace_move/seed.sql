INSERT INTO ts SELECT n FROM generate_series(1, 60) AS n;
