SELECT count(*) FROM open_bookings
SELECT count(*) FROM cheap_open_bookings
SELECT count(*) FROM all_bookings
SELECT count_open()
SELECT count_by_text()
