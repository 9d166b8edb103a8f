-- The store, from version 1 to version 2: the log of what people decided (docs/review.md).

-- One row a decision. Rows are added and never changed: a decision is taken back by another row.
CREATE TABLE review (
  number   INTEGER PRIMARY KEY,                 -- 1, 2, 3 ...
  at       TEXT NOT NULL CHECK (at <> ''),      -- ISO 8601, as the caller gave it
  who      TEXT NOT NULL CHECK (who <> ''),
  object   TEXT NOT NULL CHECK (object IN ('figure', 'claim', 'event', 'name', 'place', 'join', 'membership', 'dating')),
  target   TEXT NOT NULL,                       -- SHA-256 of the report and where the words stand; see docs/review.md
  action   TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'correct', 'move', 'merge', 'split', 'undo')),
  "before" TEXT NOT NULL CHECK ("before" LIKE '{%}'),  -- what the machine had read
  "after"  TEXT NOT NULL CHECK ("after" LIKE '{%}'),    -- what stands instead
  reason   TEXT,
  hash     TEXT NOT NULL UNIQUE                 -- SHA-256 of the row before it and of this one: no row can go unseen
) STRICT;
CREATE INDEX review_target ON review(target);
CREATE TRIGGER review_is_never_changed BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END;
CREATE TRIGGER review_is_never_deleted BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END;
