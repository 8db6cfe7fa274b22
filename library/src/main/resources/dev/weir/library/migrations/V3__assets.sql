-- Films, what they are served as, and what is still to be done for them. Moments are milliseconds since 1970 in UTC.

CREATE TABLE asset (
  id              VARCHAR(64)   NOT NULL PRIMARY KEY,
  title           VARCHAR(300)  NOT NULL,
  file_name       VARCHAR(300)  NOT NULL,
  state           VARCHAR(16)   NOT NULL,
  reason          VARCHAR(2000),
  visibility      VARCHAR(16)   NOT NULL,
  size_bytes      BIGINT        NOT NULL,
  duration_micros BIGINT,
  cuts            TEXT,
  created_ms      BIGINT        NOT NULL,
  changed_ms      BIGINT        NOT NULL
);

CREATE INDEX asset_by_creation ON asset (created_ms, id);

CREATE TABLE rendition (
  asset           VARCHAR(64)   NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  name            VARCHAR(64)   NOT NULL,
  place           INTEGER       NOT NULL,
  kind            VARCHAR(8)    NOT NULL,
  codec           VARCHAR(64)   NOT NULL,
  width           INTEGER       NOT NULL,
  height          INTEGER       NOT NULL,
  frame_rate      DOUBLE PRECISION NOT NULL,
  channels        INTEGER       NOT NULL,
  bitrate_bps     BIGINT        NOT NULL,
  language        VARCHAR(35),
  label           VARCHAR(200),
  size_bytes      BIGINT        NOT NULL,
  state           VARCHAR(16)   NOT NULL,
  PRIMARY KEY (asset, name)
);

CREATE TABLE chapter (
  asset           VARCHAR(64)   NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  start_micros    BIGINT        NOT NULL,
  title           VARCHAR(300)  NOT NULL,
  PRIMARY KEY (asset, start_micros)
);

CREATE TABLE job (
  id              VARCHAR(160)  NOT NULL PRIMARY KEY,
  asset           VARCHAR(64)   NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  kind            VARCHAR(16)   NOT NULL,
  rendition       VARCHAR(64)   NOT NULL,
  first_segment   INTEGER       NOT NULL,
  end_segment     INTEGER       NOT NULL,
  priority        INTEGER       NOT NULL,
  state           VARCHAR(16)   NOT NULL,
  attempts        INTEGER       NOT NULL,
  due_ms          BIGINT        NOT NULL,
  owner           VARCHAR(64),
  lease_ms        BIGINT        NOT NULL,
  progress        DOUBLE PRECISION NOT NULL,
  log             TEXT,
  created_ms      BIGINT        NOT NULL,
  UNIQUE (asset, kind, rendition, first_segment)
);

CREATE INDEX job_by_state ON job (state, priority, created_ms);

CREATE TABLE viewer_position (
  viewer          CHAR(64)      NOT NULL,
  asset           VARCHAR(64)   NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  position_ms     BIGINT        NOT NULL,
  changed_ms      BIGINT        NOT NULL,
  PRIMARY KEY (viewer, asset)
);

CREATE INDEX viewer_position_by_age ON viewer_position (changed_ms);
