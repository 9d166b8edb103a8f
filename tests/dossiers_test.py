#!/usr/bin/env python3
"""What a dossier says of its reports, over samples/ and a few lines of our own. Needs TAWATUR and TAWATUR_SOURCE_DIR.

One body is counted once, an explanation names the numbers that differ, a part is no total, copies accuse once, nobody shakes the earth, and a page
bears the date that it states.
"""
import csv
import glob
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

TAWATUR = os.environ["TAWATUR"]
SAMPLES = pathlib.Path(os.environ["TAWATUR_SOURCE_DIR"]) / "samples"


def run(*paths):
    done = subprocess.run([TAWATUR, "run", "-q", "--json", *map(str, paths)], capture_output=True, timeout=240, check=True)
    return json.loads(done.stdout)


def story_of(name):
    """The largest story of samples/NAME*."""
    return run(*sorted(glob.glob(f"{SAMPLES}/{name}*")))["stories"][0]


def dated(text, **fields):
    """`published` of one report, and the names of its notes, after everything is dated."""
    with tempfile.TemporaryDirectory() as folder:
        path, found = pathlib.Path(folder) / "r.jsonl", pathlib.Path(folder) / "findings.jsonl"
        path.write_text(json.dumps({"id": "a", "text": text, **fields}, ensure_ascii=False) + "\n", encoding="utf-8")
        subprocess.run([TAWATUR, "run", "-q", "--json", "--findings", str(found), str(path)], capture_output=True, timeout=240, check=True)
        one = json.loads(found.read_text(encoding="utf-8").splitlines()[0])
    return one["report"]["published"], {n["name"] for n in one["notes"]}


class Figures(unittest.TestCase):
    def series(self, story, kind, number):
        for s in story["figures"]:
            if s["kind"] == kind and any(p["low"] == number for p in s["series"]):
                return s
        self.fail(f"no series of {kind} with {number}")

    def test_a_ministry_by_its_bare_name_is_the_one_named_in_full(self):
        story = story_of("homs-")
        killed = self.series(story, "killed", 89)
        self.assertEqual({p["origin"] for p in killed["series"] if p["low"] == 89}, {"syrian-health-ministry"})
        self.assertEqual(story["killed"]["high"], 123)

    def test_numbers_that_differ_are_those_that_still_stand(self):
        killed = self.series(story_of("homs-"), "killed", 89)
        self.assertEqual(killed["status"], "differs")
        self.assertIn("89 / 123", killed["conflict"]["explanation"])
        self.assertIn("89 / 123", killed["conflict"]["explanation_ar"])

    def test_who_rejects_which_number(self):
        killed = self.series(story_of("derna-"), "killed", 11300)
        self.assertIn("11300", killed["conflict"]["explanation"])
        self.assertIn("Libyan Red Crescent", killed["conflict"]["explanation"])
        self.assertNotIn("2000", killed["conflict"]["explanation"])

    def test_a_part_is_seen_as_a_part(self):
        injured = self.series(story_of("ahli-"), "injured", 28)
        self.assertEqual(injured["population"], "people, part of 342")
        self.assertEqual(injured["population_ar"], "أشخاص، جزء من 342")
        self.assertEqual(self.series(story_of("ahli-"), "injured", 342)["population"], "people")

    def test_one_death_in_headline_and_lead_is_one(self):
        story = story_of("tunis-4")
        self.assertEqual(len([s for s in story["figures"] if s["kind"] == "killed"]), 1)
        self.assertEqual(sum((e["killed"] or {}).get("best") or 0 for e in story["events"]), 1)


class Actors(unittest.TestCase):
    def test_copies_accuse_once_and_nobody_shakes_the_earth(self):
        story = run(SAMPLES / "formats")["stories"][0]
        self.assertGreater(len(story["reports"]), 3)
        accused = [c for c in story["claims"] if c["type"] == "accusation" and c["target"] and c["target"]["text"] == "السلطات"]
        self.assertEqual(len(accused), 1)
        self.assertEqual(len(accused[0]["reports"]), len(story["reports"]))
        self.assertEqual([(r["name"], r["role"], len(r["stated_by"])) for r in story["responsible"]], [("السلطات", "negligent", 1)])

    def test_what_is_only_denied_was_not_done(self):
        story = story_of("ahli-")
        strike = next(e for e in story["events"] if e["id"] == story["event"])
        self.assertEqual([a["id"] for a in strike["actors"] if a["role"] == "attacker"], ["israel"])
        self.assertNotIn("actor", [c["slot"] for c in strike["conflicts"]])

    def test_a_state_and_its_army_are_one_side(self):
        text = "قتل ستة مدنيين في غارة جوية إسرائيلية على مدينة رفح يوم الأحد 11 شباط 2024، وقال شهود إن الجيش الإسرائيلي قصف منزلا في مدينة رفح يوم الأحد 11 شباط 2024 بغارة جوية وقتل ستة مدنيين.\n"
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a.txt"
            path.write_text(text, encoding="utf-8")
            done = subprocess.run([TAWATUR, "run", "-q", "--to", "acled", "-o", folder + "/out", str(path)], capture_output=True, timeout=240, check=True)
            rows = [row for found in glob.glob(folder + "/out/**/acled.csv", recursive=True) for row in csv.DictReader(pathlib.Path(found).read_text(encoding="utf-8-sig").splitlines())]
        self.assertTrue(rows)
        for row in rows:
            self.assertFalse(row["actor2"].startswith("Israel"), row["actor2"])


class Dates(unittest.TestCase):
    LEAD = "أصيب ثلاثة مدنيين بجروح في قصف مدفعي على بلدة في ريف إدلب اليوم الثلاثاء 3 مايو 2022، وفق ما أعلن المرصد السوري لحقوق الإنسان"

    def test_agency_copy_that_ends_in_a_bracket_is_no_caption(self):
        self.assertEqual(dated("قصف في إدلب\n" + self.LEAD + ".\n")[0], "2022-05-03")
        self.assertEqual(dated("قصف في إدلب\n" + self.LEAD + " (رويترز)\n")[0], "2022-05-03")

    def test_a_year_written_out_is_the_page_s_own(self):
        lead = "أصيب ثلاثة مدنيين بجروح في قصف مدفعي على بلدة في ريف إدلب الجنوبي {} كما قال مسعفون في المنطقة نفسها.\n"
        self.assertEqual(dated("قصف في إدلب\n" + lead.format("اليوم الأحد 2 يناير 2028"))[0], "2028-01-02")
        self.assertEqual(dated("قصف في إدلب\nالأحد 2 يناير 2028\n" + lead.format("صباحا"))[0], "2028-01-02")
        # Of a plan it says nothing.
        self.assertEqual(dated("مشروع في إدلب\nقالت الحكومة إن العمل في مشروع المياه الجديد في المحافظة يبدأ في 2 يناير 2031 وينتهي بعد ذلك بعام واحد فقط كما هو مقرر.\n")[0], None)


if __name__ == "__main__":
    unittest.main()
