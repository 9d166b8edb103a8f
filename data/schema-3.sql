-- The store, from version 2 to version 3: the stories of the case and what they are made from (docs/store.md). All of it
-- follows from the reports, the word lists and the log; it can be made again at any time.

-- What grouping and search need of a report, as one version read it.
CREATE TABLE profile (
  report INTEGER PRIMARY KEY REFERENCES report(number) ON DELETE CASCADE,
  reader TEXT NOT NULL,                         -- version and word lists that read it
  facets TEXT NOT NULL,                         -- what it is about, one a line: place:ID, actor:ID, speaker:ID, kind:killed, class:air_strike
  bytes  BLOB NOT NULL                          -- for that version only
) STRICT;

-- One row a story; its dossier is told from the texts when it is asked for.
CREATE TABLE story (
  number INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,                  -- of its earliest report
  key    TEXT NOT NULL,                         -- hash of all that it was made from
  title  TEXT NOT NULL,
  title_en TEXT NOT NULL,
  class  TEXT,                                  -- of the main happening
  date   TEXT, date_end TEXT,
  place_id TEXT, place TEXT, place_en TEXT,
  latitude REAL, longitude REAL, where_prec INTEGER,
  killed_low INTEGER, killed_best INTEGER, killed_high INTEGER,
  injured_low INTEGER, injured_best INTEGER, injured_high INTEGER,
  reports INTEGER NOT NULL, copies INTEGER NOT NULL,
  figures INTEGER NOT NULL, claims INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,                   -- series and happenings on which the reports do not agree
  reviewed INTEGER NOT NULL,                    -- decisions of people in force in it
  first_published TEXT, last_published TEXT
) STRICT;
CREATE INDEX story_date ON story(date);

CREATE TABLE story_report (
  report INTEGER PRIMARY KEY REFERENCES report(number) ON DELETE CASCADE,
  story  INTEGER NOT NULL REFERENCES story(number) ON DELETE CASCADE,
  dated  TEXT                                   -- the date that the story gives to an undated report
) STRICT;
CREATE INDEX story_report_story ON story_report(story);

-- Word lists of this case (tawatur reread --lexicon), looked up before the shipped ones.
CREATE TABLE word_list (
  name    TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The index learns what each report is about; the program fills it again.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(title, text, facet, content='', tokenize='ascii');
