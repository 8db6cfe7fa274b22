-- Channels that are made in the console or by the API. Where a policy is NULL, what the configuration file says for
-- all channels holds. Keys are kept as they are, since whoever owns a channel may read them again.

CREATE TABLE channel (
  name             VARCHAR(64)  NOT NULL PRIMARY KEY,
  title            VARCHAR(300),
  second_publisher VARCHAR(16),
  dvr_ms           BIGINT,
  ladder           VARCHAR(64),
  ladder_runs      VARCHAR(16),
  recording        VARCHAR(8)   NOT NULL,
  created_ms       BIGINT       NOT NULL,
  changed_ms       BIGINT       NOT NULL
);

CREATE TABLE channel_key (
  id         VARCHAR(64)  NOT NULL PRIMARY KEY,
  channel    VARCHAR(64)  NOT NULL REFERENCES channel (name) ON DELETE CASCADE,
  label      VARCHAR(200) NOT NULL,
  secret     VARCHAR(128) NOT NULL UNIQUE,
  created_ms BIGINT       NOT NULL,
  used_ms    BIGINT
);

CREATE INDEX channel_key_by_channel ON channel_key (channel);
