-- The store, from version 4 to version 5: what a page says of itself beside its text, and the dossiers as they were told.
-- Reports that were added before keep none of the former.

ALTER TABLE report ADD COLUMN author TEXT;
ALTER TABLE report ADD COLUMN agency TEXT;                       -- the wire service that it names
ALTER TABLE report ADD COLUMN modified TEXT;                     -- the page's last change, ISO 8601

-- The entries of a live page, each with its own time.
CREATE TABLE report_part (
  report    INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  begin     INTEGER NOT NULL,                   -- in the report's text
  "end"     INTEGER NOT NULL,
  published TEXT,                               -- ISO 8601
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

-- The dossier of a story as JSON (docs/contract.md). It follows from what `story.key` is the hash of, and goes when the
-- story goes.
CREATE TABLE dossier (
  story INTEGER PRIMARY KEY REFERENCES story(number) ON DELETE CASCADE,
  hash  TEXT NOT NULL,                          -- first half of the SHA-256 of the JSON
  size  INTEGER NOT NULL,                       -- of the JSON
  json  BLOB NOT NULL                           -- zlib
) STRICT;

-- How far the stories and their dossiers are: `review` is the last decision of the log that they know of.
CREATE TABLE story_state (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What grouping found, so that the next look compares only what is new. Of one version and its word lists; it can be made again.
CREATE TABLE grouping (
  reader TEXT PRIMARY KEY,
  size   INTEGER NOT NULL,
  bytes  BLOB NOT NULL,                         -- zlib; for that version only
  hash   TEXT NOT NULL                          -- first half of the SHA-256 of the bytes before compression
) STRICT, WITHOUT ROWID;

-- The stories are made anew, with their dossiers.
DELETE FROM story_report;
DELETE FROM story;

-- Many reports come at once: the words of a batch are one piece of the index, and pieces are merged less often than SQLite would.
INSERT INTO search(search, rank) VALUES ('automerge', 8);
INSERT INTO search(search, rank) VALUES ('hashsize', 16777216);
