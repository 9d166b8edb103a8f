#!/usr/bin/env python3
"""Every export, read back by a program that is not ours and compared with the dossier. A reader that is not installed is named and
left out; the standard library and jsonschema are always there. Needs TAWATUR and TAWATUR_SOURCE_DIR."""
import collections
import csv
import io
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import jsonschema

TAWATUR = os.environ["TAWATUR"]
SOURCE = pathlib.Path(os.environ["TAWATUR_SOURCE_DIR"])
VICTIM = "ليلى حسن منصور"
NAMED = f"""دمشق (رويترز) - قتل ثلاثة أشخاص بينهم الطفلة {VICTIM} (12 عاما) في غارة جوية على مدينة حمص يوم الأربعاء 10 يناير 2024، حسبما قال محافظ حمص.
=1+1 وقالت والدة {VICTIM} إن ابنتها خرجت لشراء الخبز.
واتهم المحافظ إسرائيل بالوقوف وراء الغارة.
"""


def run(*arguments, code=0):
    done = subprocess.run([TAWATUR, *map(str, arguments)], capture_output=True, timeout=240, check=False)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout


def rows(data, delimiter=","):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))


def tool(name):
    """A program that others wrote, or a skipped test that says so."""
    path = shutil.which(name)
    if path is None:
        raise unittest.SkipTest(f"{name} is not installed: not read by it")
    return path


def module(name):
    try:
        return __import__(name, fromlist=["*"])
    except ImportError:
        raise unittest.SkipTest(f"python module {name} is not installed: not read by it") from None


class ExportsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        named = cls.folder / "named.txt"
        named.write_text(NAMED, encoding="utf-8")
        cls.paths = [*sorted((SOURCE / "samples").glob("*.txt")), named]
        cls.store = cls.folder / "case.db"
        run("add", "-q", "-C", cls.store, *cls.paths)
        cls.dossiers = json.loads(cls.export("json"))
        cls.reports = {r["id"]: r for r in cls.dossiers["reports"]}
        cls.events = {e["id"]: (s, e) for s in cls.dossiers["stories"] for e in s["events"]}

    @classmethod
    def export(cls, form, *arguments, **options):
        return run("export", "-q", "-C", cls.store, "--format", form, *arguments, **options)

    def write(self, form, name, *arguments):
        path = self.folder / name
        self.export(form, "-o", path, *arguments)
        return path

    def quoted(self, row):
        words = pathlib.Path(row["report"]).read_bytes()
        self.assertEqual(words[int(row["begin"]) : int(row["end"])].decode(), row["quote"].removeprefix("'"))
        self.assertEqual(row["sha256"], self.reports[row["report"]]["sha256"])

    # The forms and the verb.

    def test_run_gives_the_same_as_a_case(self):
        for form in ("csv", "json", "geojson"):
            self.assertEqual(run("run", "-q", "--to", form, *self.paths), self.export(form), form)
        self.assertEqual(run("run", "-q", "--json", *self.paths), self.export("json"))
        folder = self.folder / "out"
        run("run", "-q", "--to", "tsv", "--table", "claims", "-o", folder, *self.paths)
        self.assertEqual([p.name for p in folder.iterdir()], ["claims.tsv"])

    def test_some_stories_only(self):
        ids = [s["id"] for s in self.dossiers["stories"]]
        self.assertGreater(len(ids), 2)
        some = json.loads(self.export("json", ids[1], ids[0], ids[1]))
        self.assertEqual([s["id"] for s in some["stories"]], [ids[1], ids[0]])
        self.assertEqual({r["id"] for r in some["reports"]}, {r for s in some["stories"] for r in s["reports"]})
        self.assertEqual({r["story"] for r in rows(self.export("csv", ids[1]))}, {ids[1]})

    def test_usage(self):
        self.export("csv", "no-such-story", code=2)
        self.export("no-such-form", code=2)
        self.export("csv", "--table", "no-such-table", code=2)
        run("export", "-C", self.folder / "no.db", "--format", "csv", code=2)

    def test_rule_is_followed(self):
        best = {rule: {e["event_id"]: e["killed_best"] for e in rows(self.export("csv", "--table", "events", "--rule", rule))} for rule in ("acled", "latest")}
        self.assertNotEqual(best["acled"], best["latest"])

    # Tables.

    def test_statements_hold_every_figure_and_claim(self):
        table = rows(self.export("csv"))
        found = [json.loads(line) for line in run("extract", *self.paths).decode().splitlines()]
        figures = {f["id"]: f for r in found for f in r["figures"]}
        claims = {c["id"]: c for r in found for c in r["claims"]}
        self.assertEqual(collections.Counter(r["statement"] for r in table), collections.Counter([*figures, *claims]))
        for row in table:
            self.quoted(row)
            self.assertEqual(row["review"], "unreviewed")
            thing = figures.get(row["statement"]) or claims[row["statement"]]
            speaker = thing["speaker"] or {}
            self.assertEqual(row["speaker"], speaker.get("name") or speaker.get("text") or "")
            self.assertEqual(row["chain"].startswith("not named"), not row["speaker"])
            if row["type"] == "figure":
                for bound in ("low", "high"):
                    self.assertEqual(row[bound], "" if thing[bound] is None else str(thing[bound]))
                self.assertEqual(row["best"], row["low"] if row["low"] == row["high"] else "")
                self.assertEqual(row["words"], thing["number"]["text"])
            else:
                self.assertEqual((row["low"], row["high"]), ("", ""))
                self.assertEqual(row["kind"], thing["type"])
        # What the dossier says of a figure's series stands in its row.
        by_id = {row["statement"]: row for row in table}
        for story in self.dossiers["stories"]:
            for series in story["figures"]:
                for figure in (i for p in series["series"] for i in p["figure_ids"]):
                    self.assertEqual(by_id[figure]["relation"], series["status"])
                    self.assertEqual(by_id[figure]["conflict"], (series["conflict"] or {}).get("kind", ""))

    def test_csv_tsv_and_jsonl_say_the_same(self):
        schema = json.loads(run("schema", "statements"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        lines = [json.loads(line) for line in self.export("jsonl").decode().splitlines()]
        for line in lines:
            self.assertEqual([e.message for e in validator.iter_errors(line)], [])
        plain = {True: "true", False: "false", None: ""}
        cells = [{k: plain[v] if v is None or isinstance(v, bool) else str(v) for k, v in line.items()} for line in lines]
        comma, tab = rows(self.export("csv")), rows(self.export("tsv"), "\t")
        self.assertEqual(comma, tab)
        for made, read in zip(cells, comma, strict=True):
            for key, value in made.items():
                self.assertIn(read[key], (value, "'" + value), key)

    def test_bom_and_formulas(self):
        self.assertFalse(self.export("csv").startswith(b"\xef\xbb\xbf"))
        self.assertTrue(self.export("csv", "--bom").startswith(b"\xef\xbb\xbf"))
        for table in ("statements", "figures", "claims", "events", "conflicts", "timeline", "sources"):
            for row in rows(self.export("csv", "--table", table)):
                for key, cell in row.items():
                    self.assertFalse(cell[:1] in ("=", "+", "-", "@") and key not in ("lat", "lon"), (table, key, cell))

    def test_review_shows(self):
        target = next(r["statement"] for r in rows(self.export("csv")) if r["type"] == "figure")
        store = self.folder / "reviewed.db"
        shutil.copy(self.store, store)
        run("review", "correct", "-C", store, target, "low=999", "--reason", "counted again")
        row = next(r for r in rows(run("export", "-q", "-C", store, "--format", "csv")) if r["statement"] == target)
        self.assertEqual((row["review"], row["low"]), ("corrected", "999"))
        self.assertTrue(row["reviewed_at"])

    # The map.

    def check_features(self, features):
        self.assertEqual([f["id"] for f in features], list(self.events))
        for feature in features:
            story, event = self.events[feature["id"]]
            p, place = feature["properties"], event["place"] or {}
            self.assertEqual((p["story"], p["date"], p["where_prec"], p["main"]), (story["id"], event["date"], event["where_prec"], story["event"] == event["id"]))
            self.assertEqual(p["killed_best"], (event["killed"] or {}).get("best"))
            if feature["geometry"] is None:
                self.assertTrue(p["unlocated"])
                self.assertTrue("lat" not in place or event["where_prec"] > 5)
            else:
                self.assertEqual(feature["geometry"], {"type": "Point", "coordinates": [place["lon"], place["lat"]]})
                self.assertIsNone(p["unlocated"])

    def test_geojson(self):
        collection = json.loads(self.export("geojson"))
        self.assertEqual(collection["type"], "FeatureCollection")
        self.assertTrue(any(f["geometry"] for f in collection["features"]))
        self.check_features(collection["features"])

    def test_geojson_through_gdal(self):
        ogr2ogr = tool("ogr2ogr")
        path = self.write("geojson", "events.geojson")
        back = subprocess.run([ogr2ogr, "-f", "CSV", "/vsistdout/", "-lco", "GEOMETRY=AS_XY", str(path)], capture_output=True, check=True).stdout
        read = {r["event"]: r for r in rows(back)}
        self.assertEqual(set(read), set(self.events))
        for feature in json.loads(path.read_bytes())["features"]:
            x = read[feature["id"]]["X"]
            self.assertEqual(bool(x), feature["geometry"] is not None)
            if x:
                self.assertAlmostEqual(float(x), feature["geometry"]["coordinates"][0])
                self.assertAlmostEqual(float(read[feature["id"]]["Y"]), feature["geometry"]["coordinates"][1])

    # Masking.

    def test_public_withholds_names_everywhere(self):
        self.assertIn(VICTIM, self.export("csv").decode())
        for table in ("statements", "figures", "claims", "events", "conflicts", "timeline", "sources"):
            self.assertNotIn(VICTIM, self.export("csv", "--public", "--table", table).decode(), table)
        for form in ("json", "jsonl", "geojson"):
            self.assertNotIn(VICTIM, self.export(form, "--public").decode(), form)


if __name__ == "__main__":
    unittest.main()
