INSERT INTO events SELECT n, date '2025-01-01' + n, jsonb_build_object('n', n) FROM generate_series(1, 700) AS n;
