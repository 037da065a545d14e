INSERT INTO turns SELECT g, 'B' FROM generate_series(100, 199) AS g;
