-- The lines of orders that were paid, for figures by room, product and day. paid_at is milliseconds since 1970 UTC.
CREATE TABLE sold_line (
  number INTEGER NOT NULL,
  line_id TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  room_id TEXT,
  paid_at INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  refunded_minor INTEGER NOT NULL,
  units INTEGER NOT NULL,
  refunded_units INTEGER NOT NULL,
  PRIMARY KEY (number, line_id)
) WITHOUT ROWID;
CREATE INDEX sold_line_seller ON sold_line (seller_id, paid_at);
CREATE INDEX sold_line_room ON sold_line (room_id, paid_at) WHERE room_id IS NOT NULL;
