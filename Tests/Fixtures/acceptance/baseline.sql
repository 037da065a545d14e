-- The clinic's tables before any of them is partitioned.
CREATE TABLE doctors (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name varchar(100) NOT NULL,
  speciality varchar(100)
);

-- Nothing references users(id): split by role, id alone is no key that PostgreSQL can enforce.
CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name varchar(100) NOT NULL,
  email varchar(100) NOT NULL UNIQUE,
  role varchar(20) NOT NULL DEFAULT 'patient' CHECK (role IN ('patient', 'doctor', 'admin')),
  created_at timestamp DEFAULT now()
);

CREATE TABLE appointments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  doc_id uuid NOT NULL REFERENCES doctors (id),
  slot_date varchar(100) NOT NULL,
  slot_time varchar(100) NOT NULL,
  amount numeric(10, 2) NOT NULL,
  date numeric NOT NULL,
  cancelled boolean DEFAULT false,
  payment boolean DEFAULT false,
  is_completed boolean DEFAULT false,
  created_at timestamp DEFAULT now(),
  updated_at timestamp DEFAULT now()
);

CREATE TABLE appointments_by_date (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  doc_id uuid NOT NULL REFERENCES doctors (id),
  slot_date varchar(100) NOT NULL,
  amount numeric(10, 2) NOT NULL,
  created_at timestamp NOT NULL DEFAULT now()
);

CREATE TABLE appointments_hash (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  doc_id uuid NOT NULL REFERENCES doctors (id),
  slot_date varchar(100) NOT NULL,
  amount numeric(10, 2) NOT NULL
);
