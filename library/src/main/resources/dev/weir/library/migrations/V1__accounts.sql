-- Moments are milliseconds since 1970 in UTC. Secrets are kept as the SHA-256 of their text, in hexadecimal.

CREATE TABLE account (
  name          VARCHAR(64)  NOT NULL PRIMARY KEY,
  password_hash VARCHAR(512) NOT NULL,
  created_ms    BIGINT       NOT NULL,
  changed_ms    BIGINT       NOT NULL
);

CREATE TABLE session (
  secret_sha256 CHAR(64)    NOT NULL PRIMARY KEY,
  account       VARCHAR(64) NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  created_ms    BIGINT      NOT NULL,
  expires_ms    BIGINT      NOT NULL
);

CREATE INDEX session_by_expiry ON session (expires_ms);
CREATE INDEX session_by_account ON session (account);

CREATE TABLE api_token (
  id            VARCHAR(64)  NOT NULL PRIMARY KEY,
  account       VARCHAR(64)  NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  title         VARCHAR(200) NOT NULL,
  secret_sha256 CHAR(64)     NOT NULL UNIQUE,
  created_ms    BIGINT       NOT NULL,
  used_ms       BIGINT
);

CREATE INDEX api_token_by_account ON api_token (account);
