CREATE TABLE stays (
  id bigserial, region text NOT NULL, stayed_on date NOT NULL, bed integer NOT NULL, PRIMARY KEY (id)
);
