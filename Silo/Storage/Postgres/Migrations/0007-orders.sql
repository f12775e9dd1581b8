-- number is the order in which orders came, and what lists are paged by. due_at is milliseconds since 1970 UTC; null when
-- nothing is left to do. checksum is over the payload: a row that was damaged on disk is not taken for an order.
CREATE TABLE customer_order (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id text NOT NULL,
  buyer_id text NOT NULL,
  version bigint NOT NULL,
  due_at bigint,
  checksum bigint NOT NULL,
  payload bytea NOT NULL
);
CREATE UNIQUE INDEX customer_order_id ON customer_order (order_id);
CREATE INDEX customer_order_buyer ON customer_order (buyer_id, number);
CREATE INDEX customer_order_due ON customer_order (due_at) WHERE due_at IS NOT NULL;

-- What a seller sees of an order. status is the number of OrderStatus.
CREATE TABLE sale (
  seller_id text NOT NULL,
  number bigint NOT NULL,
  order_id text NOT NULL,
  status integer NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  refunded_minor bigint NOT NULL,
  units integer NOT NULL,
  PRIMARY KEY (seller_id, number)
);
CREATE INDEX sale_status ON sale (seller_id, status, number);
