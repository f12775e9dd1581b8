-- A value is its parts of a version; which version counts, and how many parts it has, is written last.
CREATE TABLE blob (
  name text PRIMARY KEY,
  version text NOT NULL,
  parts integer NOT NULL
);

CREATE TABLE blob_part (
  name text NOT NULL,
  version text NOT NULL,
  part integer NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (name, version, part)
);
