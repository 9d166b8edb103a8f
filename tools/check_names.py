#!/usr/bin/env python3
"""Checks the name lists of data/lexicon/ (docs/lexicon.md, "Name lists"). usage: tools/check_names.py [TOP]

Errors (exit 1): columns, types, ids, order, unknown keys, half a coordinate, a parent that is not there.
Told, no error: an alias that two lines claim without `weak`, and names that are likely too short to be strong.
"""
import collections, pathlib, re, sys

top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
KEYS = {"lat", "lon", "parent", "domain", "speaker", "adj", "weak"}
TYPES = {"person", "organisation", "place", "facility"}
ids, parents, claimed, bad = {}, [], collections.defaultdict(set), []


def fold(s):
    s = re.sub("[\u064b-\u0652\u0670\u0640]", "", s.lower())
    return s.translate(str.maketrans("أإآٱةىؤئ", "اااا" + "هيوي"))


for path in sorted((top / "data" / "lexicon").glob("names*.tsv")):
    last = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        at, column = f"{path.name}:{number}", line.split("\t")
        if len(column) != 7:
            bad.append(f"{at}: {len(column)} columns")
            continue
        id_, type_, kind, name, name_en, aliases, rest = column
        pairs = [x.strip().partition("=") for x in rest.split(";") if x.strip()]
        keys = {k: v for k, _, v in pairs}
        if not re.fullmatch("[a-z0-9-]+", id_) or id_ in ids:
            bad.append(f"{at}: id {id_} is malformed or there twice")
        if type_ not in TYPES or not re.fullmatch("[a-z_]+", kind) or not name or not name_en:
            bad.append(f"{at}: type, kind or name")
        if set(keys) - KEYS or len(keys) != len(pairs) or not all(keys.values()):
            bad.append(f"{at}: keys {sorted(keys)}")
        if ("lat" in keys) != ("lon" in keys) or not (-90 <= float(keys.get("lat", 0)) <= 90 and -180 <= float(keys.get("lon", 0)) <= 180):
            bad.append(f"{at}: coordinate")
        if id_ <= last:
            bad.append(f"{at}: not sorted")
        ids[id_], last = at, id_
        if "parent" in keys:
            parents.append((at, keys["parent"]))
        weak = {fold(w) for w in keys.get("weak", "").split(",")}
        for alias in [name] + aliases.split("|"):
            if alias and fold(alias) not in weak:
                claimed[fold(alias)].add(id_)
bad += [f"{at}: no parent {parent}" for at, parent in parents if parent not in ids]
for alias, who in sorted(claimed.items()):
    if len(who) > 1:
        print("claimed twice:", alias, *sorted(who))
print(f"{len(ids)} names, {len(claimed)} strong aliases, {len(bad)} errors")
print("\n".join(bad))
sys.exit(1 if bad else 0)
