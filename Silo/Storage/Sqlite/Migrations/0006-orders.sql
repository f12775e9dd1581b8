-- number is the order in which orders came, and what lists are paged by. due_at is milliseconds since 1970 UTC; null when
-- nothing is left to do. checksum is over the payload: a row that was damaged on disk is not taken for an order.
CREATE TABLE customer_order (
  number INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  buyer_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  due_at INTEGER,
  checksum INTEGER NOT NULL,
  payload BLOB NOT NULL
);
CREATE UNIQUE INDEX customer_order_id ON customer_order (order_id);
CREATE INDEX customer_order_buyer ON customer_order (buyer_id, number);
CREATE INDEX customer_order_due ON customer_order (due_at) WHERE due_at IS NOT NULL;

-- What a seller sees of an order. status is the number of OrderStatus.
CREATE TABLE sale (
  seller_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  status INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  refunded_minor INTEGER NOT NULL,
  units INTEGER NOT NULL,
  PRIMARY KEY (seller_id, number)
) WITHOUT ROWID;
CREATE INDEX sale_status ON sale (seller_id, status, number);
