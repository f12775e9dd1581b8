-- position only grows. belief is in millionths. helpful_rank is worked out from the counts, which are those of review_vote.
CREATE TABLE review (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  review_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  buyer_id TEXT NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  belief INTEGER NOT NULL,
  helpful INTEGER NOT NULL CHECK (helpful >= 0),
  unhelpful INTEGER NOT NULL CHECK (unhelpful >= 0),
  helpful_rank INTEGER NOT NULL,
  is_hidden INTEGER NOT NULL,
  is_told INTEGER NOT NULL,
  version INTEGER NOT NULL,
  payload BLOB NOT NULL
);

CREATE UNIQUE INDEX review_id ON review (review_id);
CREATE UNIQUE INDEX review_buyer ON review (product_id, buyer_id);
CREATE INDEX review_newest ON review (product_id, is_hidden, position);
CREATE INDEX review_helpful ON review (product_id, is_hidden, helpful_rank, position);

-- The belief is in it so that sums need no row.
CREATE INDEX review_rating ON review (product_id, is_hidden, rating, position, belief);
CREATE INDEX review_untold ON review (product_id, position) WHERE is_told = 0;

CREATE TABLE review_revision (
  review_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (review_id, number)
) WITHOUT ROWID;

CREATE TABLE review_vote (
  review_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  is_helpful INTEGER NOT NULL,
  PRIMARY KEY (review_id, user_id)
) WITHOUT ROWID;
