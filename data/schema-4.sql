-- The store, from version 3 to version 4: what lists of stories are narrowed by, and what waits for review in them. The
-- stories are made anew.
ALTER TABLE story ADD COLUMN date_prec INTEGER;                  -- UCDP: 1 day ... 5 up to a year
ALTER TABLE story ADD COLUMN origins INTEGER NOT NULL DEFAULT 0; -- distinct first sources of its toll
ALTER TABLE story ADD COLUMN kinds TEXT NOT NULL DEFAULT '';     -- of its figures, with blanks between them
ALTER TABLE story ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0; -- figures that nobody has decided about
ALTER TABLE story ADD COLUMN weight REAL NOT NULL DEFAULT 0;     -- the highest score among them
DELETE FROM story_report;
DELETE FROM story;
