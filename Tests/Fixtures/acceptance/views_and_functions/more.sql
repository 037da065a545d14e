INSERT INTO all_bookings VALUES (500, false, 10), (501, true, 11);
DELETE FROM open_bookings WHERE id = 3;
