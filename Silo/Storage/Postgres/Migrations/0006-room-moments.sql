-- at is milliseconds since 1970 UTC. Few moments have a state; those have a hash too.
CREATE TABLE room_moment (
  room_id text NOT NULL,
  at bigint NOT NULL,
  sequence bigint NOT NULL,
  payload bytea NOT NULL,
  state bytea,
  PRIMARY KEY (room_id, at)
);

CREATE INDEX room_moment_state ON room_moment (room_id, sequence) WHERE state IS NOT NULL;
