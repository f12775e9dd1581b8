-- position only grows. belief is in millionths. helpful_rank is worked out from the counts, which are those of review_vote.
CREATE TABLE review (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  review_id text NOT NULL,
  product_id text NOT NULL,
  buyer_id text NOT NULL,
  rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
  belief integer NOT NULL,
  helpful bigint NOT NULL CHECK (helpful >= 0),
  unhelpful bigint NOT NULL CHECK (unhelpful >= 0),
  helpful_rank bigint NOT NULL,
  is_hidden boolean NOT NULL,
  is_told boolean NOT NULL,
  version bigint NOT NULL,
  payload bytea NOT NULL
);

CREATE UNIQUE INDEX review_id ON review (review_id);
CREATE UNIQUE INDEX review_buyer ON review (product_id, buyer_id);
CREATE INDEX review_newest ON review (product_id, is_hidden, position);
CREATE INDEX review_helpful ON review (product_id, is_hidden, helpful_rank, position);

-- The belief is in it so that sums need no row.
CREATE INDEX review_rating ON review (product_id, is_hidden, rating, position, belief);
CREATE INDEX review_untold ON review (product_id, position) WHERE NOT is_told;

CREATE TABLE review_revision (
  review_id text NOT NULL,
  number integer NOT NULL,
  at bigint NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (review_id, number)
);

CREATE TABLE review_vote (
  review_id text NOT NULL,
  user_id text NOT NULL,
  is_helpful boolean NOT NULL,
  PRIMARY KEY (review_id, user_id)
);
