-- Titles and file names as they are looked for: in small letters, which SQLite makes of ASCII alone; the server makes the others.

ALTER TABLE asset ADD COLUMN title_search TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN file_search TEXT NOT NULL DEFAULT '';
UPDATE asset SET title_search = lower(title), file_search = lower(file_name);
