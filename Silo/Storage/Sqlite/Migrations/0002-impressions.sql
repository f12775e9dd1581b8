-- number only grows, also after removals, so that a reader never meets a row it has passed. at is milliseconds since
-- 1970 UTC; user_offset is the last row of the interaction log that the list knew.
CREATE TABLE impression (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  impression_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  room_id TEXT,
  model_version TEXT NOT NULL,
  variant TEXT NOT NULL,
  user_offset INTEGER NOT NULL,
  items BLOB NOT NULL
);

CREATE TABLE impression_trace (
  number INTEGER PRIMARY KEY,
  payload BLOB NOT NULL
);

CREATE INDEX interaction_impression ON interaction (impression_id) WHERE impression_id IS NOT NULL;
