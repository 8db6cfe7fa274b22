-- How often the server that did a job ended before the job did.

ALTER TABLE job ADD COLUMN losses INTEGER NOT NULL DEFAULT 0;
