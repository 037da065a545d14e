CREATE TABLE people (name text, born date);
