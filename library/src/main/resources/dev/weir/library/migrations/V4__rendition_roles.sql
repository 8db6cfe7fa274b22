-- What a rendition is for: words of Rendition.Role with a space between them.

ALTER TABLE rendition ADD COLUMN roles VARCHAR(200) NOT NULL DEFAULT '';
