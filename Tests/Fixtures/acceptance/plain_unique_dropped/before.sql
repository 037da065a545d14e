-- A plain table loses one unique constraint and has its primary key replaced; both come back as what they were.
CREATE TABLE p (id integer NOT NULL, code integer NOT NULL, at date NOT NULL,
  CONSTRAINT p_code UNIQUE (code), PRIMARY KEY (id));
COMMENT ON CONSTRAINT p_code ON p IS 'one row a code';
