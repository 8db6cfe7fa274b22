-- What webhooks have yet to be told of films. Moments are milliseconds since 1970 in UTC.

-- When all that was planned for a film had been made.
ALTER TABLE asset ADD COLUMN complete_ms BIGINT;

-- Films that were complete before are no news.
UPDATE asset SET complete_ms = changed_ms
WHERE state = 'READY'
AND NOT EXISTS (SELECT 1 FROM job WHERE job.asset = asset.id AND job.state <> 'DONE');

CREATE TABLE delivery (
  id              VARCHAR(160)  NOT NULL,
  receiver        VARCHAR(64)   NOT NULL,
  event           VARCHAR(16)   NOT NULL,
  asset           VARCHAR(64)   NOT NULL,
  body            TEXT,
  attempts        INTEGER       NOT NULL,
  due_ms          BIGINT        NOT NULL,
  created_ms      BIGINT        NOT NULL,
  PRIMARY KEY (id, receiver)
);

CREATE INDEX delivery_by_receiver ON delivery (receiver, due_ms);
