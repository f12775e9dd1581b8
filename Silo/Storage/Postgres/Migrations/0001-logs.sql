-- at and recorded_at are milliseconds since 1970 UTC, as in the one-file store. The sequence is dense within a
-- partition: whoever appends holds the partition's head until the commit, so rows become visible in its order.
-- event_key is 128 bits of a hash of user and event: a short key that only one index can find, so that no plan looks for an
-- event by reading all that its user ever did.
CREATE TABLE interaction_head (
  partition smallint PRIMARY KEY,
  sequence bigint NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE interaction (
  partition smallint NOT NULL,
  sequence bigint NOT NULL,
  user_id text NOT NULL,
  event_id text NOT NULL,
  product_id text NOT NULL,
  kind smallint NOT NULL,
  category text NOT NULL,
  room_id text,
  value double precision,
  at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  impression_id text,
  user_vector bytea,
  event_key uuid NOT NULL,
  PRIMARY KEY (partition, sequence),
  CONSTRAINT interaction_event UNIQUE (partition, event_key)
) PARTITION BY LIST (partition);

CREATE INDEX interaction_user ON interaction (user_id, sequence);

-- As many as Partitions.Count, which never changes for a store.
DO $$
BEGIN
  FOR number IN 0..15 LOOP
    EXECUTE format('CREATE TABLE interaction_%1$s PARTITION OF interaction FOR VALUES IN (%1$s)', number);
    INSERT INTO interaction_head (partition, sequence) VALUES (number, 0);
  END LOOP;
END
$$;

-- A room's last sequence; a row comes with its first event.
CREATE TABLE room_head (
  room_id text PRIMARY KEY,
  sequence bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE room_event (
  room_id text NOT NULL,
  sequence bigint NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (room_id, sequence)
);

-- position only grows, also after removals, so that a cursor never meets a row it has passed.
CREATE TABLE list_item (
  position bigint GENERATED ALWAYS AS IDENTITY,
  list text NOT NULL,
  id text NOT NULL,
  PRIMARY KEY (list, position),
  CONSTRAINT list_item_id UNIQUE (list, id)
);
