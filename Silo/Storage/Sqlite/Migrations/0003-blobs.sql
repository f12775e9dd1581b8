-- A value is its parts of a version; which version counts, and how many parts it has, is written last.
CREATE TABLE blob (
  name TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  parts INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE blob_part (
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  part INTEGER NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (name, version, part)
);
