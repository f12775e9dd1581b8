CREATE TABLE grain_state (
  grain_id TEXT NOT NULL,
  state_name TEXT NOT NULL,
  format INTEGER NOT NULL,
  version INTEGER NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (grain_id, state_name)
);

CREATE TABLE reminder (
  grain_id TEXT NOT NULL,
  name TEXT NOT NULL,
  hash INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  period_ms INTEGER NOT NULL,
  etag INTEGER NOT NULL,
  PRIMARY KEY (grain_id, name)
);

-- at and recorded_at are milliseconds since 1970 UTC. sequence is dense within a partition.
CREATE TABLE interaction (
  offset INTEGER PRIMARY KEY,
  partition INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  category TEXT NOT NULL,
  room_id TEXT,
  value REAL,
  at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  impression_id TEXT,
  user_vector BLOB
);
CREATE UNIQUE INDEX interaction_sequence ON interaction (partition, sequence);
CREATE UNIQUE INDEX interaction_event ON interaction (user_id, event_id);
CREATE INDEX interaction_user ON interaction (user_id, offset);

CREATE TABLE room_event (
  room_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (room_id, sequence)
) WITHOUT ROWID;

-- position only grows, also after removals, so that a cursor never meets a row it has passed.
CREATE TABLE list_item (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  list TEXT NOT NULL,
  id TEXT NOT NULL
);
CREATE UNIQUE INDEX list_item_id ON list_item (list, id);
CREATE INDEX list_item_position ON list_item (list, position);
