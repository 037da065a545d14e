INSERT INTO parcels SELECT n, (ARRAY['new', 'sent', 'lost'])[1 + n % 3], '2025-12-01'::date + n FROM generate_series(1, 60) AS n;
