-- at is milliseconds since 1970 UTC. Few moments have a state; those have a hash too.
CREATE TABLE room_moment (
  room_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  payload BLOB NOT NULL,
  state BLOB,
  PRIMARY KEY (room_id, at)
) WITHOUT ROWID;

CREATE INDEX room_moment_state ON room_moment (room_id, sequence) WHERE state IS NOT NULL;
