-- Files on their way to us. What is acknowledged is in offset_bytes, which never goes back.

CREATE TABLE upload (
  id           VARCHAR(64)   NOT NULL PRIMARY KEY,
  asset        VARCHAR(64)   NOT NULL UNIQUE,
  account      VARCHAR(64)   NOT NULL,
  file_name    VARCHAR(255),
  title        VARCHAR(255),
  metadata     VARCHAR(8192) NOT NULL,
  length_bytes BIGINT        NOT NULL CHECK (length_bytes > 0),
  offset_bytes BIGINT        NOT NULL CHECK (offset_bytes >= 0 AND offset_bytes <= length_bytes),
  state        VARCHAR(16)   NOT NULL,
  created_ms   BIGINT        NOT NULL,
  expires_ms   BIGINT        NOT NULL
);

CREATE INDEX upload_by_state ON upload (state, expires_ms);
