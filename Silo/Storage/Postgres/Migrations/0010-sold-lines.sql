-- The lines of orders that were paid, for figures by room, product and day. paid_at is milliseconds since 1970 UTC.
CREATE TABLE sold_line (
  number bigint NOT NULL,
  line_id text NOT NULL,
  seller_id text NOT NULL,
  product_id text NOT NULL,
  room_id text,
  paid_at bigint NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  refunded_minor bigint NOT NULL,
  units integer NOT NULL,
  refunded_units integer NOT NULL,
  PRIMARY KEY (number, line_id)
);
CREATE INDEX sold_line_seller ON sold_line (seller_id, paid_at);
CREATE INDEX sold_line_room ON sold_line (room_id, paid_at) WHERE room_id IS NOT NULL;
