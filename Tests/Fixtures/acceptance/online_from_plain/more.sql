UPDATE appointments SET is_completed = NOT is_completed WHERE slot_date::int % 7 = 0;
UPDATE appointments SET amount = amount + 1 WHERE slot_date::int % 11 = 0;
DELETE FROM appointments WHERE slot_date::int % 13 = 0;
INSERT INTO appointments (doc_id, slot_date, amount, is_completed)
  SELECT '00000000-0000-0000-0000-00000000000e', n::text, n, n % 2 = 0 FROM generate_series(301, 320) AS n;
