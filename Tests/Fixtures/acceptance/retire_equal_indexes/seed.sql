INSERT INTO taps SELECT g, 'A' FROM generate_series(0, 199) AS g;
