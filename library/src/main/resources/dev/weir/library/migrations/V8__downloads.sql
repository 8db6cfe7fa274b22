-- Whether viewers may keep a copy of a film.

ALTER TABLE asset ADD COLUMN downloads VARCHAR(8) NOT NULL DEFAULT 'DENIED';
