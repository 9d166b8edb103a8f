-- The store, version 1: one SQLite file a case. Described in docs/store.md; read by src/store/ only.
-- Everything that reads SQLite can open it: no table needs an extension of ours.

-- One row a report, that is, one sequence of original bytes.
CREATE TABLE report (
  number      INTEGER PRIMARY KEY,              -- order of arrival
  sha256      TEXT NOT NULL UNIQUE,             -- of the original bytes
  id          TEXT NOT NULL,                    -- the least of the ids it came under
  url         TEXT,                             -- what the input's own fields say; NULL where they say nothing
  outlet      TEXT,
  title       TEXT,
  published   TEXT,
  basis       TEXT NOT NULL CHECK (basis IN ('none', 'byline', 'updated', 'meta', 'url', 'inferred', 'user')),
  text        TEXT NOT NULL,                    -- offsets count in its UTF-8 bytes, but see text_is_original
  made_text   INTEGER NOT NULL CHECK (made_text IN (0, 1)),  -- decoded or extracted from another form
  text_sha256 TEXT NOT NULL,                    -- of what the offsets count in
  text_is_original INTEGER NOT NULL CHECK (text_is_original IN (0, 1)),
                                                -- 1 and original NULL: they are the bytes of `text`;
                                                -- 1 and original there: bytes that are no UTF-8; offsets count in the original
  original    BLOB,                             -- the original bytes, zlib
  original_size INTEGER,                        -- before compression
  added_at    TEXT                              -- as the caller gave it
) STRICT;

-- Each name and path that the same bytes came under.
CREATE TABLE arrival (
  report INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
  id     TEXT NOT NULL,
  path   TEXT NOT NULL,
  PRIMARY KEY (report, id, path)
) STRICT, WITHOUT ROWID;

-- Named trouble that reading the input gave (docs/notes.md).
CREATE TABLE input_note (
  report   INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  begin    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  message  TEXT NOT NULL,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

-- What a report states, on its own, as `tawatur extract` prints it (docs/contract.md).
CREATE TABLE findings (
  report INTEGER PRIMARY KEY REFERENCES report(number) ON DELETE CASCADE,
  engine TEXT NOT NULL,                         -- version that read it
  json   TEXT NOT NULL CHECK (json LIKE '{%}')
) STRICT;

-- Folded words (docs/store.md), so that marks, letter variants and digits of other shapes make no difference.
CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='ascii');

CREATE VIEW figures AS
SELECT json_extract(f.value, '$.id') AS id, r.id AS report, r.outlet, r.published,
       json_extract(f.value, '$.kind') AS kind, json_extract(f.value, '$.low') AS low, json_extract(f.value, '$.high') AS high,
       json_extract(f.value, '$.modality') AS modality, json_extract(f.value, '$.category') AS category,
       json_extract(f.value, '$.affiliation.name') AS affiliation, json_extract(f.value, '$.speaker.name') AS speaker,
       json_extract(f.value, '$.speaker_kind') AS speaker_kind, json_extract(f.value, '$.when') AS "when",
       json_extract(f.value, '$.as_of') AS as_of, json_extract(f.value, '$.place.name') AS place,
       json_extract(f.value, '$.status') AS status, json_extract(f.value, '$.background') AS background,
       json_extract(f.value, '$.evidence.text') AS quote, json_extract(f.value, '$.evidence.begin') AS quote_begin,
       json_extract(f.value, '$.evidence.end') AS quote_end, r.sha256, r.url, json_extract(f.value, '$.rule') AS rule
FROM findings JOIN report r ON r.number = findings.report, json_each(findings.json, '$.figures') f;

CREATE VIEW claims AS
SELECT json_extract(c.value, '$.id') AS id, r.id AS report, r.outlet, r.published,
       json_extract(c.value, '$.type') AS type, json_extract(c.value, '$.strength') AS strength,
       json_extract(c.value, '$.speaker.name') AS speaker, json_extract(c.value, '$.speaker_kind') AS speaker_kind,
       json_extract(c.value, '$.target.name') AS target, json_extract(c.value, '$.content.text') AS content,
       json_extract(c.value, '$.evidence.text') AS quote, json_extract(c.value, '$.evidence.begin') AS quote_begin,
       json_extract(c.value, '$.evidence.end') AS quote_end, r.sha256, r.url, json_extract(c.value, '$.rule') AS rule
FROM findings JOIN report r ON r.number = findings.report, json_each(findings.json, '$.claims') c;

CREATE VIEW events AS
SELECT json_extract(e.value, '$.id') AS id, r.id AS report, r.outlet, r.published,
       json_extract(e.value, '$.class') AS class, json_extract(e.value, '$.status') AS status,
       json_extract(e.value, '$.date') AS date, json_extract(e.value, '$.place.name') AS place,
       json_extract(e.value, '$.evidence.text') AS quote, json_extract(e.value, '$.evidence.begin') AS quote_begin,
       json_extract(e.value, '$.evidence.end') AS quote_end, r.sha256, r.url
FROM findings JOIN report r ON r.number = findings.report, json_each(findings.json, '$.events') e;
