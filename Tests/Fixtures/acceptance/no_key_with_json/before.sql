-- No primary key, a type without equality, a NULL partition: rows are copied back as a whole.
CREATE TABLE events (kind text, payload json, at timestamp);
