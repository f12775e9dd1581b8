-- Messages for merchants' endpoints. status: 1 pending, 2 delivered, 3 dead. next_at is null when it is over, or while an
-- earlier one of its endpoint and subject is pending. Times are milliseconds since 1970 UTC.
CREATE TABLE webhook_message (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  merchant_id TEXT NOT NULL,
  endpoint_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER,
  settled_at INTEGER,
  last_status INTEGER NOT NULL,
  last_error TEXT,
  body BLOB NOT NULL
);

CREATE UNIQUE INDEX webhook_message_id ON webhook_message (endpoint_id, message_id);
CREATE INDEX webhook_message_due ON webhook_message (endpoint_id, next_at, sequence) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_message_subject ON webhook_message (endpoint_id, subject_id, sequence) WHERE status = 1;
CREATE INDEX webhook_message_back ON webhook_message (endpoint_id, sequence);
CREATE INDEX webhook_message_status ON webhook_message (endpoint_id, status, sequence);
CREATE INDEX webhook_message_settled ON webhook_message (endpoint_id, status, settled_at) WHERE settled_at IS NOT NULL;
