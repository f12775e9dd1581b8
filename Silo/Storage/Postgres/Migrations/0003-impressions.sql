-- at is milliseconds since 1970 UTC; user_offset is the last row of the interaction log that the list knew. Silos append
-- at once: numbers may become visible out of order, so readers leave the newest some time.
CREATE TABLE impression (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  impression_id text NOT NULL,
  user_id text NOT NULL,
  at bigint NOT NULL,
  room_id text,
  model_version text NOT NULL,
  variant text NOT NULL,
  user_offset bigint NOT NULL,
  items bytea NOT NULL
);

CREATE TABLE impression_trace (
  number bigint PRIMARY KEY,
  payload bytea NOT NULL
);

CREATE INDEX interaction_impression ON interaction (impression_id) WHERE impression_id IS NOT NULL;
