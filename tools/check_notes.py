#!/usr/bin/env python3
"""Fails when a note that the engine can give has no row in docs/notes.md, or a row no note. usage: tools/check_notes.py [TOP]"""
import pathlib
import re
import sys

top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
text = (top / "docs" / "notes.md").read_text(encoding="utf-8")
rows = set(re.findall(r"^\| `([a-z0-9_]+)` \|", text, re.M))
told = set(re.findall(r"`([a-z0-9_]+)`", text))
given = {}
for path in sorted((top / "src").rglob("*.cpp")):
    source = path.read_text(encoding="utf-8")
    for match in re.finditer(r'notes_?\.(?:push|emplace)_back\(\s*\{?\s*"([a-z0-9_]+)"', source):
        given.setdefault(match.group(1), path.relative_to(top))
    for call in re.finditer(r'(?:\bFail\(|\btell\(|\bnote = |return )([^;]*)', source) if path.parent.name == "ingest" else ():
        for name in re.findall(r'^"([a-z]+(?:_[a-z]+)*)"[,;)]?|[?:] "([a-z]+(?:_[a-z]+)*)"(?=[,;: ]|$)', call.group(1)):
            given.setdefault(name[0] or name[1], path.relative_to(top))

bad = [f"{path}: the note {name} has no row in docs/notes.md" for name, path in given.items() if name not in told]
bad += [f"docs/notes.md: nothing gives the note {name}" for name in sorted(rows - given.keys())]
for line in bad:
    print(line)
print(f"check_notes: {len(given)} notes, {len(bad)} findings")
sys.exit(1 if bad else 0)
