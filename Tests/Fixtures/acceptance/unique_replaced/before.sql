-- A unique constraint of the same name over other columns, fewer or other ones.
CREATE TABLE u (id integer NOT NULL, at date NOT NULL, code integer NOT NULL, seat integer NOT NULL,
  CONSTRAINT u_code UNIQUE (code, seat, at), CONSTRAINT u_seat UNIQUE (seat, at)) PARTITION BY RANGE (at);
CREATE TABLE u_2025 PARTITION OF u FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE u_2026 PARTITION OF u FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
