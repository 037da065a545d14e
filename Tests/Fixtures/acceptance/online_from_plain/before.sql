-- The guide's table with its foreign key, a CHECK and an index.
CREATE TABLE doctors (id uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE appointments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  doc_id uuid NOT NULL REFERENCES doctors (id) ON DELETE CASCADE,
  slot_date varchar(100) NOT NULL,
  amount numeric(10, 2) NOT NULL CHECK (amount >= 0),
  is_completed boolean DEFAULT false,
  created_at timestamp DEFAULT now()
);
CREATE INDEX appointments_created_at_idx ON appointments (created_at DESC NULLS LAST);
