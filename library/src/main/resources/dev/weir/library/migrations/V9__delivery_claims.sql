-- Whether somebody tells a receiver of it just now (1), or it waits to be told (0).

ALTER TABLE delivery ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
