-- A table for the tests of the store; stores of tests have it only while such a test runs.
CREATE TABLE zz_thing (
  id BIGINT PRIMARY KEY,
  num BIGINT,
  name TEXT,
  data BYTEA,
  ready BOOLEAN,
  parent BIGINT REFERENCES zz_thing (id),
  must TEXT NOT NULL,
  CONSTRAINT zz_thing_small CHECK (num < 4611686018427387904)
);
