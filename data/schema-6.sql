-- The store, from version 5 to version 6: pieces of the index are merged once, while stories are grouped, not again and again while
-- reports come in.
INSERT INTO search(search, rank) VALUES ('automerge', 0);
INSERT INTO search(search, rank) VALUES ('crisismerge', 128);
