#!/usr/bin/env python3
"""Every export, read back by a program that is not ours and compared with the dossier. A reader that is not installed is named and
left out; the standard library and jsonschema are always there. Needs TAWATUR and TAWATUR_SOURCE_DIR."""
import collections
import csv
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree
import zipfile

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
    made: dict = {}  # what was exported already

    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        named = cls.folder / f"{VICTIM}.txt"
        named.write_text(NAMED, encoding="utf-8")
        cls.paths = [*sorted((SOURCE / "samples").glob("*.txt")), named]
        cls.store = cls.folder / "case.db"
        run("add", "-q", "-C", cls.store, *cls.paths)
        cls.dossiers = json.loads(cls.export("json"))
        cls.reports = {r["id"]: r for r in cls.dossiers["reports"]}
        cls.events = {e["id"]: (s, e) for s in cls.dossiers["stories"] for e in s["events"]}

    @classmethod
    def export(cls, form, *arguments, **options):
        key = (form, *map(str, arguments), *options.values())
        if key not in cls.made or "-o" in arguments:
            cls.made[key] = run("export", "-q", "-C", cls.store, "--format", form, *arguments, **options)
        return cls.made[key]

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

    def test_a_story_answers_to_former_ids(self):
        """It is named after its earliest report: what it was called before that one came finds it too, whichever way it is made."""
        story = next(s for s in self.dossiers["stories"] if len(s["reports"]) > 1)
        hashes = {r["id"]: r["sha256"] for r in self.dossiers["reports"]}
        later = next(r for r in story["reports"] if not story["id"].startswith(hashes[r][:12]))
        waiting = self.folder / "former.db"
        run("add", "-q", "--no-build", "-C", waiting, *self.paths)
        wanted = self.export("csv", story["id"])
        self.assertEqual({r["story"] for r in rows(wanted)}, {story["id"]})
        for name in (hashes[later][:12] + ":s", hashes[later], later):
            self.assertEqual(self.export("csv", name), wanted)
            self.assertEqual(self.export("csv", name, story["id"]), wanted)
            self.assertEqual(run("export", "-q", "-C", waiting, "--format", "csv", name), wanted)
            bag = self.bag("former" + name[:4] + name[-2:].replace(":", ""), name)
            self.assertEqual((bag / "data/exports/statements.csv").read_bytes(), wanted)

    def test_story_by_story_is_what_all_at_once_is(self):
        """The bag's forms are made of all reports at once, the others of one story at a time: from a case, from one whose stories wait to be
        made, and from paths."""
        waiting = self.folder / "waiting.db"
        run("add", "-q", "--no-build", "-C", waiting, *self.paths)
        for masked in ([], ["--public"]):
            whole = self.bag(f"whole{len(masked)}", *masked) / "data/exports"
            for form in ("acled", "annotations", "csv", "ftm", "geojson", "json", "jsonl", "tsv", "ucdp", "xlsx"):
                for name, *command in (
                    ("case", "export", "-C", self.store),
                    ("waiting", "export", "-C", waiting),
                    ("paths", "run", *self.paths),
                ):
                    if name == "paths" and form == "json":
                        continue  # its -o makes pages, too
                    folder = self.folder / f"parts{len(masked)}" / form / name
                    folder.mkdir(parents=True)
                    run(*command, "-q", "--to", form, "-o", folder, *masked)
                    made = sorted(folder.iterdir())
                    self.assertTrue(made)
                    for path in made:
                        self.assertEqual(path.read_bytes(), (whole / path.name).read_bytes(), (path, masked))
            self.assertEqual(run("run", "-q", "--json", *masked, *self.paths), (whole / "dossiers.json").read_bytes())

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

    # Shaped like the datasets of the field.

    def shaped(self, form, *arguments):
        folder = self.folder / f"{form}{len(arguments)}"
        folder.mkdir(exist_ok=True)
        self.export(form, "-o", folder, *arguments)
        first, left = sorted(folder.iterdir(), key=lambda p: len(p.name))
        table, out = rows(first.read_bytes()), rows(left.read_bytes())
        self.assertEqual(sorted([r.get("id") or r["event_id_cnty"] for r in table] + [r["event"] for r in out]), sorted(self.events))
        self.assertTrue(all(r["reason"] for r in out))
        for row in table:
            self.quoted(row)
            # Every blank says why.
            told = {part.split(":")[0] for part in row["not_derived"].split("; ")}
            ours = list(row).index("story")
            blank = {k for k in list(row)[:ours] if row[k] == ""}
            self.assertEqual({k for k in told if k in blank}, blank)
        self.assertEqual(self.export(form, *arguments), first.read_bytes())
        return table

    def test_acled(self):
        table = self.shaped("acled")
        self.assertTrue(table)
        for row in table:
            _, event = self.events[row["event_id_cnty"]]
            self.assertEqual((row["event_type"], row["sub_event_type"]), (event["event_type"], event["sub_event_type"]))
            low = (event["killed"] or {}).get("low")
            self.assertEqual(row["fatalities"], "" if low is None else str(low))
            self.assertEqual(row["event_date"], event["date"] if event["date_prec"] == 1 else "")
            self.assertIn((event["date_prec"], row["time_precision"]), [(1, "1"), (2, "2"), (3, "2"), (4, "3"), (5, ""), (None, "")])
            self.assertIn((event["where_prec"], row["geo_precision"]), [(1, "1"), (2, "2"), (3, "2"), (4, "3"), (5, "3"), (6, ""), (7, ""), (None, "")])
            self.assertFalse(event["background"])
            if row["latitude"]:
                self.assertEqual((float(row["latitude"]), float(row["longitude"])), (event["place"]["lat"], event["place"]["lon"]))
            if row["interaction"]:
                self.assertEqual(sorted(row["interaction"].replace("0", "")), sorted(row["inter1"] + row["inter2"]))
        homs = next(r for r in table if r["location"] == "Homs Military Academy")
        self.assertEqual((homs["country"], homs["iso"], homs["region"], homs["admin1"]), ("Syria", "760", "Middle East", "Homs Governorate"))
        self.assertEqual((homs["disorder_type"], homs["actor1"]), ("Political violence", ""))  # the academy was hit: no actor
        for row in table:
            self.assertTrue(row["time_precision"] and (row["location"] or row["admin1"] or row["country"]))

    def test_ucdp(self):
        table = self.shaped("ucdp")
        self.assertTrue(table)
        for row in table:
            _, event = self.events[row["id"]]
            for bound in ("low", "best", "high"):
                self.assertEqual(row[bound], str(event["killed"][bound]))
            self.assertLessEqual(int(row["low"]), int(row["best"]))
            self.assertLessEqual(int(row["best"]), int(row["high"]))
            if row["deaths_unknown"]:
                self.assertEqual(sum(int(row[k] or 0) for k in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")), int(row["best"]))
            self.assertEqual((row["where_prec"], row["date_prec"]), tuple("" if event[k] is None else str(event[k]) for k in ("where_prec", "date_prec")))
            if event["date_prec"] == 1:
                self.assertEqual((row["date_start"], row["date_end"]), (event["date"], event["date"]))
            count = row["source_article"].count("; ")
            self.assertEqual((row["source_office"].count("; "), row["source_date"].count("; ")), (count, count))

    # The spreadsheet.

    TABLES = {"statements": "statements", "figures": "figures", "claims": "claims", "events": "events", "reports": "sources"}

    def same_cell(self, read, line, key):
        made = line[key]
        if made is None:
            self.assertIn(read, (None, ""), key)
        elif isinstance(made, (bool, int, float)):
            self.assertEqual(float(read), float(made), key)
        else:
            self.assertEqual(read, made, key)

    def test_xlsx(self):
        """Read with the standard library alone: sheets, direction, values, and nothing that runs."""
        book = zipfile.ZipFile(io.BytesIO(self.export("xlsx")))
        self.assertIsNone(book.testzip())
        space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
        parse = lambda name: xml.etree.ElementTree.fromstring(book.read(name))
        self.assertEqual([s.get("name") for s in parse("xl/workbook.xml").iterfind(".//s:sheet", space)], list(self.TABLES))
        shared = ["".join(t.text or "" for t in si.iterfind(".//s:t", space)) for si in parse("xl/sharedStrings.xml").iterfind("s:si", space)]
        self.assertFalse([n for n in book.namelist() if "externalLink" in n or "vba" in n.lower() or "_rels/sheet" in n])
        for number, table in enumerate(self.TABLES.values(), 1):
            sheet = parse(f"xl/worksheets/sheet{number}.xml")
            self.assertEqual(sheet.find(".//s:sheetView", space).get("rightToLeft"), "1")
            self.assertIsNone(sheet.find(".//s:f", space))
            lines = [json.loads(line) for line in self.export("jsonl", "--table", table).decode().splitlines()]
            cells = list(sheet.iterfind(".//s:row", space))
            self.assertEqual(len(cells), len(lines) + 1)
            for line, row in zip(lines, cells[1:], strict=True):
                read = {}
                for c in row.iterfind("s:c", space):
                    letters = c.get("r").rstrip("0123456789")
                    column = 0
                    for letter in letters:
                        column = column * 26 + ord(letter) - 64
                    value = c.find("s:v", space)
                    if value is not None:
                        read[column - 1] = shared[int(value.text)] if c.get("t") == "s" else value.text
                for column, key in enumerate(line):
                    self.same_cell(read.get(column), line, key)

    def test_xlsx_through_openpyxl(self):
        openpyxl = module("openpyxl")
        book = openpyxl.load_workbook(self.write("xlsx", "stories.xlsx"))
        self.assertEqual(book.sheetnames, list(self.TABLES))
        for sheet, table in self.TABLES.items():
            lines = [json.loads(line) for line in self.export("jsonl", "--table", table).decode().splitlines()]
            self.assertTrue(book[sheet].sheet_view.rightToLeft)
            read = list(book[sheet].iter_rows(min_row=2, values_only=True))
            self.assertEqual(len(read), len(lines))
            for row, line in zip(read, lines, strict=True):
                for value, key in zip(row, line, strict=True):
                    self.same_cell(value, line, key)

    def test_xlsx_through_libreoffice(self):
        soffice = tool("soffice")
        path = self.write("xlsx", "office.xlsx")
        try:
            self.convert(soffice, path)
        except subprocess.TimeoutExpired:
            self.skipTest("LibreOffice did not finish in 120 s: not read by it")
        made = next(self.folder.glob("office*.csv"))
        read, lines = rows(made.read_bytes()), [json.loads(line) for line in self.export("jsonl").decode().splitlines()]
        self.assertEqual(len(read), len(lines))
        for row, line in zip(read, lines, strict=True):
            for key in ("statement", "quote", "speaker", "words", "sha256"):
                self.assertEqual(row[key], line[key] or "")
            for key in ("low", "high", "begin", "end"):
                self.assertEqual(row[key], "" if line[key] is None else str(line[key]))

    def convert(self, soffice, path):
        subprocess.run([soffice, f"-env:UserInstallation=file://{self.folder}/office", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
                        "--outdir", str(self.folder), str(path)], capture_output=True, check=True, timeout=120)

    # Annotations.

    # What the W3C's own context (http://www.w3.org/ns/anno.jsonld) says of the terms that we use; tests have no network.
    CONTEXT = {"oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "id": {"@id": "@id", "@type": "@id"},
               "type": {"@id": "@type", "@type": "@id"}, "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "TextQuoteSelector": "oa:TextQuoteSelector",
               "TextPositionSelector": "oa:TextPositionSelector", "DataPositionSelector": "oa:DataPositionSelector", "AnnotationCollection": "as:OrderedCollection",
               "AnnotationPage": "as:OrderedCollectionPage", "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
               "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"}, "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
               "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"}, "describing": "oa:describing", "tagging": "oa:tagging", "value": "rdf:value", "exact": "oa:exact", "prefix": "oa:prefix",
               "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end", "total": "as:totalItems", "first": {"@type": "@id", "@id": "as:first"}, "startIndex": "as:startIndex",
               "items": {"@type": "@id", "@id": "as:items", "@container": "@list"}}

    def test_annotations_select_their_words(self):
        page = json.loads(self.export("annotations"))
        texts = {"urn:sha256:" + hashlib.sha256(p.read_bytes()).hexdigest(): p.read_bytes() for p in self.paths}
        statements = {r["statement"]: r for r in map(json.loads, self.export("jsonl").decode().splitlines())}
        items = page["first"]["items"]
        self.assertEqual(page["total"], len(items))
        self.assertEqual([i["id"].removeprefix("urn:tawatur:") for i in items], list(statements))
        for item in items:
            words = texts[item["target"]["source"]]
            text = words.decode()
            quote, position, data = item["target"]["selector"]
            start, end = position["start"], position["end"]
            self.assertEqual(text[start:end], quote["exact"])
            self.assertEqual(text[max(0, start - 32) : start], quote["prefix"])
            self.assertEqual(text[end : end + 32], quote["suffix"])
            self.assertEqual(words[data["start"] : data["end"]].decode(), quote["exact"])
            row = statements[item["id"].removeprefix("urn:tawatur:")]
            self.assertEqual({k: v for k, v in row.items() if v is not None}, {k[3:]: v for k, v in item["body"][1].items() if k != "type"})

    def test_annotations_as_linked_data(self):
        jsonld = module("pyld").jsonld
        document = json.loads(self.export("annotations"))
        loader = lambda url, options: {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": self.CONTEXT}}
        triples = jsonld.to_rdf(document, {"documentLoader": loader})["@default"]
        types = collections.Counter(t["object"]["value"] for t in triples if t["predicate"]["value"].endswith("#type"))
        for kind in ("Annotation", "TextQuoteSelector", "TextPositionSelector", "DataPositionSelector"):
            self.assertEqual(types["http://www.w3.org/ns/oa#" + kind], document["total"], kind)
        exact = collections.Counter(t["object"]["value"] for t in triples if t["predicate"]["value"] == "http://www.w3.org/ns/oa#exact")
        self.assertEqual(exact, collections.Counter(i["target"]["selector"][0]["exact"] for i in document["first"]["items"]))

    # FollowTheMoney.

    def test_ftm(self):
        entities = [json.loads(line) for line in self.export("ftm").decode().splitlines()]
        by_id = {e["id"]: e for e in entities}
        self.assertEqual(len(by_id), len(entities))
        kinds = collections.Counter(e["schema"] for e in entities)
        self.assertEqual((kinds["Article"], kinds["Event"]), (len(self.reports), len(self.events)))
        self.assertTrue(kinds["Person"] and kinds["Organization"] and kinds["PublicBody"] and kinds["Mention"] and kinds["Documentation"])
        for e in entities:
            for key in ("document", "resolved", "involved", "proof", "entity"):
                for other in e["properties"].get(key, []):
                    self.assertIn(other, by_id)
        statements = {r["statement"]: r for r in rows(self.export("csv"))}
        for e in entities:
            if e["schema"] == "Documentation":
                row = statements[e["properties"]["recordId"][0]]
                self.assertEqual(e["properties"]["summary"][0], row["quote"].removeprefix("'"))
                if row["low"]:
                    self.assertIn(f"low: {row['low']};", e["properties"]["description"][0])

    def test_ftm_through_its_model(self):
        model = module("followthemoney").model
        for line in self.export("ftm").decode().splitlines():
            data = json.loads(line)
            proxy = model.get_proxy(data)
            proxy.schema.validate(data)
            kept = {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()}
            self.assertEqual(kept, {k: sorted(v) for k, v in data["properties"].items()}, data["id"])
            for name, values in data["properties"].items():
                kind = proxy.schema.get(name).type
                for value in values:
                    self.assertIsNotNone(kind.clean(value), (data["id"], name, value))

    # The bag.

    def bag(self, name, *arguments):
        path = self.folder / name
        self.export("bagit", "-o", path, *arguments)
        return path

    def test_bagit(self):
        path = self.bag("bag")
        self.assertEqual((path / "bagit.txt").read_text(), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        listed = {}
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            for line in (path / manifest).read_text(encoding="utf-8").splitlines():
                digest, name = line.split("  ", 1)
                listed[name] = digest
                self.assertEqual(hashlib.sha256((path / name).read_bytes()).hexdigest(), digest, name)
        there = {str(p.relative_to(path)) for p in path.rglob("*") if p.is_file()}
        self.assertEqual(there - {"tagmanifest-sha256.txt"}, set(listed))
        payload = [path / n for n in there if n.startswith("data/")]
        self.assertIn(f"Payload-Oxum: {sum(p.stat().st_size for p in payload)}.{len(payload)}\n", (path / "bag-info.txt").read_text())
        for given in self.paths:
            digest = hashlib.sha256(given.read_bytes()).hexdigest()
            self.assertEqual((path / "data/originals" / f"{digest}.txt").read_bytes(), given.read_bytes())
        self.assertEqual((path / "data/exports/statements.csv").read_bytes(), self.export("csv"))
        self.export("bagit", code=2)

    def test_bagit_through_its_library(self):
        bagit = module("bagit")
        bagit.Bag(str(self.bag("bag2"))).validate()

    def test_bagit_of_decoded_reports(self):
        """What is not UTF-8 keeps its own bytes; a line of JSON Lines is the original of its report."""
        odd = self.folder / "odd.txt"
        odd.write_bytes(NAMED.encode("windows-1256"))
        line = json.dumps({"id": "one", "text": NAMED.replace("ثلاثة", "أربعة")}, ensure_ascii=False).encode()
        (self.folder / "two.jsonl").write_bytes(line + b"\n")
        inputs = (odd, self.folder / "two.jsonl")
        run("run", "-q", "--to", "bagit", "-o", self.folder / "bag3", *inputs)
        run("add", "-q", "-C", self.folder / "odd.db", *inputs)
        run("export", "-q", "-C", self.folder / "odd.db", "--format", "bagit", "-o", self.folder / "bag4")
        for bag in ("bag3", "bag4"):
            originals = {p.read_bytes() for p in (self.folder / bag / "data/originals").iterdir()}
            self.assertEqual(originals, {odd.read_bytes(), line}, bag)

    # Masking.

    def test_public_withholds_names_everywhere(self):
        self.assertIn(VICTIM, self.export("csv").decode())
        for table in ("statements", "figures", "claims", "events", "conflicts", "timeline", "sources"):
            self.assertNotIn(VICTIM, self.export("csv", "--public", "--table", table).decode(), table)
        for form in ("json", "jsonl", "geojson", "acled", "ucdp", "annotations", "ftm"):
            self.assertNotIn(VICTIM, self.export(form, "--public").decode(), form)
        book = zipfile.ZipFile(io.BytesIO(self.export("xlsx", "--public")))
        for name in book.namelist():
            self.assertNotIn(VICTIM, book.read(name).decode(), name)
        bag = self.bag("masked", "--public")
        self.assertFalse((bag / "data/originals").exists())
        self.assertIn("Originals-Withheld", (bag / "bag-info.txt").read_text())
        for path in bag.rglob("*"):
            if path.is_file() and path.suffix != ".xlsx":
                self.assertNotIn(VICTIM, path.read_text(encoding="utf-8"), path)

    def test_same_bytes_each_time(self):
        forms = ("csv", "json", "geojson", "acled", "ucdp", "annotations", "ftm", "xlsx")
        first = {form: self.export(form) for form in forms}
        time.sleep(2.1)  # a clock in a file would show: zip counts in two seconds
        for form in forms:
            self.assertEqual(self.export(form, "-j", "1"), first[form], form)


if __name__ == "__main__":
    unittest.main()
