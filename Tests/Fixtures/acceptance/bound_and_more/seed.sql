INSERT INTO tolls SELECT g, g % 200, 'plate ' || g FROM generate_series(1, 400) AS g;
