-- Views on views and functions bound to the table's OID must read the new table.
CREATE TABLE bookings (id integer PRIMARY KEY, done boolean NOT NULL, price numeric);
CREATE VIEW open_bookings AS SELECT id, price FROM bookings WHERE NOT done;
CREATE VIEW cheap_open_bookings WITH (security_barrier) AS
  SELECT id FROM open_bookings WHERE price < 50 WITH CHECK OPTION;
CREATE VIEW all_bookings AS SELECT * FROM bookings;
GRANT SELECT ON open_bookings TO clinic_report;
COMMENT ON VIEW open_bookings IS 'not done yet';
CREATE FUNCTION count_open() RETURNS bigint LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT count(*) FROM bookings WHERE NOT done; END;
CREATE FUNCTION count_by_text() RETURNS bigint LANGUAGE sql STABLE
  AS 'SELECT count(*) FROM public.bookings';
