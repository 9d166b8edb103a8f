#!/usr/bin/env python3
"""One line for each incident whose dead were not told as the recorders tell them, with the cause.

usage: incident_misses.py GOLD_DIR DIR     DIR holds <incident>.json, what `tawatur run --json` says of each incident's reports

cause: other story     the right count is read, but in a report that stands in another story
       other event     read in the story, of another happening or of none
       other figure    read and of the main happening, another figure was taken
       background      read, and taken for history
       not read        no count of the dead in the recorders' range was read
Incidents whose hash is 0 modulo 3 were kept out of sight while weights were fitted; they are marked *.
"""
import hashlib, json, os, sys


def counts(story):
    for series in story.get("figures", []):
        if series["kind"] != "killed":
            continue
        for point in series["series"]:
            if point.get("low") is not None:
                yield series, point["low"], point.get("high") or point["low"]


def cause(stories, story, lo, hi):
    inside = [s for s, a, b in counts(story) if lo <= a <= hi or lo <= b <= hi]
    if any(s.get("event") == story.get("event") and story.get("event") for s in inside):
        return "other figure"
    if any(not s.get("background") for s in inside):
        return "other event"
    if inside:
        return "background"
    if any(lo <= a <= hi or lo <= b <= hi for x in stories if x is not story for _, a, b in counts(x)):
        return "other story"
    return "not read"


gold, folder = sys.argv[1:3]
tally, tried = {}, 0
for line in open(os.path.join(gold, "gold.jsonl"), encoding="utf-8"):
    g = json.loads(line)
    if not g.get("killed"):
        continue
    tried += 1
    with open(os.path.join(folder, g["incident"] + ".json"), encoding="utf-8") as h:
        stories = json.load(h)["stories"]
    story = max(stories, key=lambda s: len(set(s["reports"]) & set(g["reports"])), default={})
    toll = story.get("killed") or {}
    civilian = (toll.get("by") or {}).get("civilian") or {}
    best = (civilian if civilian.get("best") is not None else toll).get("best")
    lo, hi = g["killed"]
    if best is not None and lo <= best <= hi:
        continue
    why = cause(stories, story, lo, hi)
    held = int(hashlib.sha1(g["incident"].encode()).hexdigest(), 16) % 3 == 0
    tally[why] = tally.get(why, 0) + 1
    print(f'| {g["incident"]}{"*" if held else ""} | {lo}..{hi} | {"none" if best is None else best} | {why} |')
print(f"{sum(tally.values())} of {tried} missed: " + ", ".join(f"{n} {why}" for why, n in sorted(tally.items(), key=lambda x: -x[1])))
