INSERT INTO doctors VALUES
  ('00000000-0000-0000-0000-00000000000d', 'Ada'), ('00000000-0000-0000-0000-00000000000e', 'Bob');
INSERT INTO appointments (doc_id, slot_date, amount, is_completed, created_at)
  SELECT '00000000-0000-0000-0000-00000000000d', n::text, n, n % 3 = 0, '2026-01-01'::timestamp + n * '1 hour'::interval
  FROM generate_series(1, 200) AS n;
