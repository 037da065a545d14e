INSERT INTO bookings SELECT n, n % 2 = 0, n FROM generate_series(1, 100) AS n;
