-- Which films are worked on before others: 0 before, 1 in turn, 2 after them.

ALTER TABLE asset ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
