#!/usr/bin/env python3
"""Every form of input as people have it: the same report whichever way it comes, fields, places in containers, what one bad record costs.
Needs TAWATUR=path of the binary and TAWATUR_SOURCE_DIR."""
import gzip
import hashlib
import io
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import unittest
import zipfile
import zlib

TAWATUR = os.environ["TAWATUR"]
SAMPLES = pathlib.Path(os.environ["TAWATUR_SOURCE_DIR"]) / "samples" / "formats"
FLOOD = "بيروت (أ ف ب) - قتل 12 شخصا وأصيب 30 آخرون في فيضانات ضربت شمال البلاد يوم الأحد، حسبما أعلن الدفاع المدني."
STRIKE = "قال مصدر طبي إن ثلاثة مدنيين قتلوا في غارة جوية على بلدة الريحانة فجر اليوم الخميس، وأصيب خمسة آخرون بجروح."
MORE = "وأضاف المتحدث باسم الدفاع المدني أن فرق الإنقاذ تواصل البحث عن عشرات المفقودين في القرى التي غمرتها المياه، وأن الطرق المؤدية إليها ما زالت مقطوعة."
PAGE = f"<!DOCTYPE html><html lang='ar'><head><meta charset='utf-8'><title>فيضانات</title></head><body><article><h1>فيضانات</h1><p>{FLOOD}</p><p>{STRIKE}</p><p>{MORE}</p></article></body></html>"


def run(*arguments, stdin=b"", **options):
    return subprocess.run([TAWATUR, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, **options)


def record(kind, block, number=1, content_type="application/http; msgtype=response", url="https://example.org/a", **more):
    fields = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:test:{number}>", "WARC-Target-URI": url, "Content-Type": content_type, "Content-Length": len(block)}
    fields.update({k.replace("_", "-"): v for k, v in more.items()})
    return ("WARC/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items()) + "\r\n").encode() + block + b"\r\n\r\n"


def response(body, *headers, status="200 OK", content_type="text/html; charset=utf-8"):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in entries.items():
            z.writestr(name, data)
    return out.getvalue()


class FormatsTest(unittest.TestCase):
    def setUp(self):
        self.held = tempfile.TemporaryDirectory()
        self.addCleanup(self.held.cleanup)
        self.folder = pathlib.Path(self.held.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def extract(self, *arguments, code=0, stdin=b""):
        errors = self.folder / "errors.jsonl"
        done = run("extract", "--with-text", "--errors", errors, *arguments, stdin=stdin)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        self.said = done.stderr.decode()
        self.failures = [json.loads(line) for line in errors.read_text().splitlines()]
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def places(self, found):
        return [f["report"]["path"].removeprefix(str(self.folder) + "/") for f in found]

    def failed(self):
        return [(f["record"], f["note"]) for f in self.failures]

    def notes(self, found):
        return [note["name"] for note in found["notes"]]

    # The same report whichever way it came: the dossier says the same in the same order.
    def test_the_dossier_cannot_tell_forms_apart(self):
        def facts(thing):
            hidden = {"id", "report", "reports", "begin", "end", "figure_ids", "claim_ids", "event", "ref", "figures", "path", "outlet", "evidence", "origin", "also"}
            if isinstance(thing, dict):
                return {k: (facts(v) if k != "figures" or (v and isinstance(v[0], dict)) else len(v)) for k, v in thing.items() if k not in hidden or (k == "figures" and v and isinstance(v[0], dict))}
            return [facts(v) for v in thing] if isinstance(thing, list) else thing

        def quotes(thing):
            if isinstance(thing, dict):
                return ([thing["text"]] if {"report", "begin", "text"} <= thing.keys() else []) + [q for v in thing.values() for q in quotes(v)]
            return [q for v in thing for q in quotes(v)] if isinstance(thing, list) else []

        files = sorted(SAMPLES.iterdir())
        self.assertGreaterEqual(len(files), 13)
        first = None
        for path in files:
            done = run("run", "--json", path)
            self.assertEqual(done.returncode, 0, (path, done.stderr.decode()))
            dossier = json.loads(done.stdout)
            self.assertEqual(len(dossier["reports"]), 1, path)
            self.assertEqual([s["killed"]["best"] for s in dossier["stories"]], [2122], path)
            seen = (facts(dossier["stories"]), quotes(dossier["stories"]))
            first = first or seen
            self.assertEqual(seen, first, path)
        done = run("run", "--json", SAMPLES)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(len(json.loads(done.stdout)["stories"]), 1)

    def test_the_hash_is_that_of_the_report_alone(self):
        text, page = FLOOD.encode(), PAGE.encode()
        squeezed = gzip.compress(page)
        chunked = b"5\r\n" + squeezed[:5] + b"\r\n" + b"%x\r\n" % len(squeezed[5:]) + squeezed[5:] + b"\r\n0\r\n\r\n"
        paths = [self.write("a.txt", text), self.write("a.txt.gz", gzip.compress(text)), self.write("a.zip", archive({"x/a.txt": text}))]
        self.assertEqual({f["report"]["sha256"] for f in self.extract(*paths)}, {hashlib.sha256(text).hexdigest()})
        paths = [self.write("a.html", page), self.write("a.warc", record("response", response(page))),
                 self.write("b.warc", record("response", response(chunked, "Content-Encoding: gzip", "Transfer-Encoding: chunked"))),
                 self.write("c.warc", record("response", response(zlib.compress(page), "Content-Encoding: deflate"))),
                 self.write("d.warc", record("resource", page, content_type="text/html"))]
        found = self.extract(*paths)
        self.assertEqual({f["report"]["sha256"] for f in found}, {hashlib.sha256(page).hexdigest()})
        self.assertEqual(len({f["report"]["text"] for f in found}), 1)
        line = json.dumps({"text": FLOOD}, ensure_ascii=False).encode()
        found = self.extract(self.write("a.jsonl", line + b"\n" + line + b"\r\n"), self.write("a.json", b"[ " + line + b" ]"))
        self.assertEqual({f["report"]["sha256"] for f in found}, {hashlib.sha256(line).hexdigest()})

    def test_json_lists_objects_and_pointers(self):
        one, two = {"text": FLOOD}, {"text": STRIKE, "tags": [{"a": 1}, {"b": "]}\""}]}
        self.assertEqual(self.places(self.extract(self.write("a.json", json.dumps([one, two], indent=1)))), ["a.json#/0", "a.json#/1"])
        nested = {"facets": [{"name": "x"}, {"name": "y"}], "articles": {"total": 2, "results": [one, two]}, "more": [1, [2]]}
        self.assertEqual(self.places(self.extract(self.write("a.json", json.dumps(nested)))), ["a.json#/articles/results/0", "a.json#/articles/results/1"])
        self.assertIn("/facets: 2 objects without a text", self.said)
        self.assertEqual(self.places(self.extract(self.write("a.json", json.dumps(two, indent=2)))), ["a.json"])
        self.assertEqual(self.places(self.extract(self.write("a.json", json.dumps([one]).replace("[{", "[\n\n{")), "--format", "json")), ["a.json#/0"])
        self.assertEqual(self.extract(self.write("a.json", "[]")), [])
        self.extract(self.write("a.json", '{"articles": [{"title_x": 1}], "n": {"m": 2}}'), code=3)
        self.assertEqual(self.failed(), [(None, "no_text_field")])

    def test_a_bad_object_costs_itself(self):
        objects = [json.dumps({"text": FLOOD}), '{"text": nonsense}', json.dumps({"body": STRIKE}), '{"title": 5, "x": [1]}', json.dumps({"text": "x" * (17 << 20)}), json.dumps({"text": FLOOD})]
        found = self.extract(self.write("a.json", "[" + ",".join(objects) + "]"), code=3)
        self.assertEqual(self.places(found), ["a.json#/0", "a.json#/2", "a.json#/3", "a.json#/5"])
        self.assertEqual(self.failed(), [("/1", "bad_json"), ("/4", "too_large")])
        self.assertIn("headline_only", self.notes(found[2]))
        found = self.extract(self.write("a.json", "[" + objects[0] + ", {\"text\": \"cut"), code=3)
        self.assertEqual((self.places(found), self.failed()), (["a.json#/0"], [(None, "bad_json")]))

    def test_names_of_other_collections(self):
        cloud = {"stories_id": 7, "media_name": "صحيفة", "publish_date": "2022-01-20 19:30:00", "url": "http://a.example/1", "title": "فيضانات", "story_text": FLOOD}
        registry = {"uri": "8", "dateTime": "2022-01-21T10:00:00Z", "dateTimePub": "2022-01-20T10:00:00Z", "source": {"uri": "b.example", "title": "جريدة"}, "title": "غارة", "body": STRIKE, "lang": "ara"}
        gdelt = {"url": "https://c.example/", "title": FLOOD, "seendate": "20220120T193000Z", "domain": "c.example", "language": "Arabic"}
        found = self.extract(self.write("a.jsonl", "".join(json.dumps(o) + "\n" for o in (cloud, registry, gdelt))))
        self.assertEqual([(f["report"]["id"], f["report"]["outlet"], f["report"]["published"]) for f in found],
                         [("7", "صحيفة", "2022-01-20T19:30:00"), ("8", "جريدة", "2022-01-20T10:00:00Z"), (str(self.folder / "a.jsonl:3"), "c.example", "2022-01-20T19:30:00Z")])
        self.assertEqual(found[2]["report"]["text"], FLOOD)
        self.assertIn("headline_only", self.notes(found[2]))
        (found,) = self.extract("--map", "text=words", "--map", "id=n", "-", stdin=json.dumps({"n": 3, "words": FLOOD, "text": "x"}).encode())
        self.assertEqual((found["report"]["id"], found["report"]["text"]), ("3", FLOOD))

    def test_tables(self):
        rows = f'ID,Title,Body,date\r\n1,"فيضانات ""كبيرة""","{FLOOD}\r\n\r\n{STRIKE}",2022-01-20\r\n\r\n2,,{STRIKE.replace(",", "")},\r\n3,,,\r\n'
        found = self.extract(self.write("a.csv", "\ufeff" + rows), code=3)
        self.assertEqual([f["report"]["id"] for f in found], ["1", "2"])
        self.assertEqual(found[0]["report"]["title"], 'فيضانات "كبيرة"')
        self.assertEqual(found[0]["report"]["text"], FLOOD + "\n\n" + STRIKE)
        self.assertEqual(found[0]["report"]["published"], "2022-01-20")
        self.assertEqual(self.places(found), ["a.csv:2", "a.csv:6"])
        self.assertEqual(self.failed(), [("7", "no_text_field")])
        for name, data in {"semicolon.csv": f"title;text\nx;{FLOOD}\n", "tabs.tsv": f"title\ttext\nx\t{FLOOD}\n", "excel.csv": f"sep=;\r\ntitle;text\r\nx;{FLOOD}\r\n",
                           "utf16.csv": f"title\ttext\r\nx\t{FLOOD}\r\n".encode("utf-16"), "legacy.csv": f"title,text\r\nx,\"{FLOOD}\"\r\n".encode("windows-1256"),
                           "noname": f"title,text\nx,{FLOOD}\n"}.items():
            (found,) = self.extract(self.write(name, data))
            self.assertEqual((found["report"]["title"], found["report"]["text"]), ("x", FLOOD), name)
        self.extract(self.write("a.csv", f"a,b\n1,{FLOOD}\n"), code=3)
        self.assertIn("--map text=COLUMN", self.said)
        (found,) = self.extract(self.write("a.csv", f"a,b\n1,{FLOOD}\n"), "--map", "text=b")
        self.assertEqual(found["report"]["text"], FLOOD)
        found = self.extract(self.write("a.csv", f'text\n{FLOOD}\n"never closed\n{STRIKE}\n'), code=3)
        self.assertEqual((self.places(found), self.failed()), (["a.csv:2"], [("3", "bad_row")]))
        self.assertEqual(run("extract", "--map", "words=b", "-").returncode, 2)

    def test_rss(self):
        def rss(items, head='<?xml version="1.0" encoding="UTF-8"?>\n<!-- <item> --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'):
            return head + "<channel><title>صحيفة المثال</title>" + items + "</channel></rss>"

        full = (f"<item><title>فيضانات&nbsp;في الشمال</title><link>https://a.example/1</link><pubDate>Thu, 20 Jan 2022 19:30:05 +0300</pubDate><description>ملخص</description>"
                f"<content:encoded><![CDATA[<p>{FLOOD}</p></item><p>{STRIKE} &amp; المزيد</p>]]></content:encoded></item>")
        short = f"<item><title>غارة</title><dc:date>2022-01-21T08:00:00Z</dc:date><description>&lt;p&gt;{STRIKE}&lt;/p&gt;</description></item>"
        bare = "<item><title>ثلاثة قتلى</title></item>"
        found = self.extract(self.write("a.xml", rss(full + short + bare)))
        self.assertEqual(self.places(found), ["a.xml#item 1", "a.xml#item 2", "a.xml#item 3"])
        first, second, third = found
        self.assertEqual(first["report"]["url"], "https://a.example/1")
        self.assertEqual(first["report"]["outlet"], "صحيفة المثال")
        self.assertEqual(first["report"]["published"], "2022-01-20T19:30:05+03:00")
        self.assertTrue(first["report"]["text"].startswith("فيضانات\u00a0في الشمال\n\n" + FLOOD), first["report"]["text"])
        self.assertIn(STRIKE + " & المزيد", first["report"]["text"])
        self.assertNotIn("summary_only", self.notes(first))
        self.assertIn("summary_only", self.notes(second))
        self.assertEqual(second["report"]["published"], "2022-01-21T08:00:00Z")
        self.assertIn("headline_only", self.notes(third))
        self.assertEqual(first["report"]["sha256"], hashlib.sha256(full.encode()).hexdigest())
        old = rss(short, '<?xml version="1.0" encoding="windows-1256"?><rss version="0.91" xmlns:dc="http://purl.org/dc/elements/1.1/">').encode("windows-1256")
        (found,) = self.extract(self.write("old.xml", old))
        self.assertEqual(found["report"]["text"], "غارة\n\n" + STRIKE)
        self.assertIn("decoded", self.notes(found))
        found = self.extract(self.write("cut.xml", rss(full + short)[:-60]), code=3)
        self.assertEqual((len(found), self.failed()), (1, [("item 2", "cut_record")]))
        self.assertEqual(self.extract(self.write("none.xml", rss(""))), [])

    def test_atom(self):
        entry = (f'<entry><title type="html">غارة &amp;quot;جديدة&amp;quot;</title><id>urn:x:1</id><link rel="self" href="https://a.example/x"/><link href="https://a.example/1"/>'
                 f'<updated>2022-01-20T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STRIKE}</p><p>{FLOOD}</p></div></content></entry>')
        (found,) = self.extract(self.write("a.atom", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>مثال</title>{entry}</feed>'))
        self.assertEqual(found["report"]["title"], 'غارة "جديدة"')
        self.assertEqual(found["report"]["url"], "https://a.example/1")
        self.assertEqual(found["report"]["published_basis"], "updated")
        self.assertIn(STRIKE, found["report"]["text"])
        self.assertIn(FLOOD, found["report"]["text"])

    def test_crawls(self):
        records = [record("warcinfo", b"software: x\r\n", 1, "application/warc-fields"), record("request", b"GET / HTTP/1.1\r\n\r\n", 2, "application/http; msgtype=request"),
                   record("response", response(PAGE), 3), record("response", response("not found", status="404 Not Found"), 4),
                   record("response", response(b"\x89PNG", content_type="image/png"), 5), record("revisit", response(""), 6),
                   record("conversion", STRIKE.encode(), 7, "text/plain"), record("response", response(gzip.compress(PAGE.encode())[:40], "Content-Encoding: gzip"), 8),
                   record("response", response("x", "Content-Encoding: secret"), 9), record("metadata", b"fetchTimeMs: 1\r\n", 10, "application/warc-fields"),
                   record("response", b"nonsense", 11), record("response", response(PAGE.replace("12", "13")), 12, url="https://example.org/b")]
        expected = (["urn:test:3", "urn:test:7", "urn:test:12"], [("urn:test:8", "damaged"), ("urn:test:9", "unknown_coding"), ("urn:test:11", "bad_record")])
        for name, data in {"a.warc": b"".join(records), "a.warc.gz": b"".join(gzip.compress(r) for r in records), "one.warc.gz": gzip.compress(b"".join(records))}.items():
            path = self.write(name, data)
            for source, arguments in ((name, (path,)), ("-", ("-",))):
                found = self.extract(*arguments, code=3, stdin=data)
                self.assertEqual(([p.removeprefix(source + "#") for p in self.places(found)], self.failed()), expected, name)
                self.assertIn("1 revisit records", self.said)
                self.assertIn("2 responses without a page", self.said)
        self.assertEqual(found[0]["report"]["url"], "https://example.org/a")

    def test_damage_in_a_crawl_costs_the_record_it_hits(self):
        pages = [PAGE.replace("12", str(20 + n)) + "<!-- " + os.urandom(3000).hex() + " -->" for n in range(6)]
        members = [gzip.compress(record("response", response(page), n)) for n, page in enumerate(pages)]
        members[2] = members[2][:500] + b"\0" * 300 + members[2][800:]
        found = self.extract(self.write("hit.warc.gz", b"".join(members)), code=3)
        self.assertEqual([p.split("#")[1] for p in self.places(found)], [f"urn:test:{n}" for n in (0, 1, 3, 4, 5)])
        self.assertEqual(len(self.failures), 1)
        found = self.extract(self.write("cut.warc.gz", b"".join(members[3:])[:-100]), code=3)
        self.assertEqual((len(found), len(self.failures)), (2, 1))
        plain = b"".join(record("response", response(page), n) for n, page in enumerate(pages[:3]))
        found = self.extract(self.write("cut.warc", plain[:-200]), code=3)
        self.assertEqual((len(found), self.failed()), (2, [("urn:test:2", "cut_record")]))
        gap = record("response", response(pages[0]), 0) + b"garbage\r\nmore\r\n" + record("response", response(pages[1]), 1).replace(b"Content-Length: ", b"Content-Length: x") + record("response", response(pages[2]), 2)
        found = self.extract(self.write("gap.warc", gap), code=3)
        self.assertEqual(([p.split("#")[1] for p in self.places(found)], [n for _, n in self.failed()]), (["urn:test:0", "urn:test:2"], ["bad_record", "bad_record"]))

    # "1200" cut to "12" would be another fact.
    def test_a_page_the_crawler_cut_loses_its_broken_end(self):
        page = PAGE[: PAGE.index("30 آخرون") + 1]
        text = FLOOD + "\n" + STRIKE[:20]
        found = self.extract(self.write("a.warc", record("response", response(page), 1, WARC_Truncated="length") + record("conversion", text.encode(), 2, "text/plain", WARC_Truncated="time")))
        self.assertEqual([n for f in found for n in self.notes(f) if n == "truncated"], ["truncated"] * 2)
        self.assertNotIn(FLOOD[:20], found[0]["report"]["text"])
        self.assertEqual(found[1]["report"]["text"], FLOOD + "\n")

    def test_archives(self):
        inner = archive({"deep/b.txt": STRIKE})
        data = archive({"a.txt": FLOOD, "__MACOSX/a.txt": "x", ".hidden": "x", "a.png": b"\x89PNG", "folder/": b"", "inner.zip": inner, "c.jsonl.gz": gzip.compress(json.dumps({"text": FLOOD}).encode()),
                        "../../etc/up.txt": STRIKE, "page.html": PAGE, "bad.pdf": b"%PDF-1.7"})
        path = self.write("a.zip", data)
        for source, arguments in (("a.zip", (path,)), ("-", ("-",))):
            found = self.extract(*arguments, code=3, stdin=data)
            self.assertEqual([p.removeprefix(source + "#") for p in self.places(found)], ["a.txt", "inner.zip#deep/b.txt", "c.jsonl.gz:1", "../../etc/up.txt", "page.html"])
            self.assertEqual(self.failed(), [("bad.pdf", "not_text")])
            self.assertIn("1 images, scripts or styles", self.said)
        found = self.extract(self.write("cut.zip", data[: len(data) // 2]), code=3)
        self.assertIn("a.txt", [p.removeprefix("cut.zip#") for p in self.places(found)])
        (found,) = self.extract(self.write("a.txt.gz", gzip.compress(gzip.compress(FLOOD.encode()))))
        self.assertEqual(found["report"]["text"] if "text" in found["report"] else FLOOD, FLOOD)

    def test_names_in_archives(self):
        old = "تقرير عن الفيضانات في شمال البلاد.txt"
        data = archive({"تقرير.txt": FLOOD, "X" * len(old): STRIKE}).replace(b"X" * len(old), old.encode("windows-1256"))
        self.assertEqual(self.places(self.extract(self.write("a.zip", data))), ["a.zip#تقرير.txt", "a.zip#" + old])

    def test_a_sidecar_of_a_compressed_text(self):
        path = self.write("a.txt.gz", gzip.compress(FLOOD.encode()))
        self.write("a.txt.gz.json", json.dumps({"outlet": "مثال"}))
        (found,) = self.extract(path.parent)
        self.assertEqual(found["report"]["outlet"], "مثال")

    def test_wacz(self):
        crawl = gzip.compress(record("response", response(PAGE)))
        entries = {"pages/pages.jsonl": json.dumps({"title": "x"}), "archive/data.warc.gz": crawl, "datapackage.json": "{}", "indexes/index.cdx": "x"}
        for name in ("a.wacz", "b.zip"):
            self.assertEqual(self.places(self.extract(self.write(name, archive(entries)))), [name + "#archive/data.warc.gz#urn:test:1"])
        self.assertEqual(self.places(self.extract(self.write("c.zip", archive({"x/a.wacz": archive(entries)})))), ["c.zip#x/a.wacz#archive/data.warc.gz#urn:test:1"])

    def test_saved_pages_folders_and_patterns(self):
        self.write("d/page.html", PAGE)
        self.write("d/page_files/ad.html", PAGE)
        self.write("d/page_files/x.css", "a {}")
        self.write("d/logo.png", b"\x89PNG")
        self.write("d/b.txt", FLOOD)
        self.assertEqual(self.places(self.extract(self.folder / "d")), ["d/b.txt", "d/page.html"])
        self.assertIn("2 images, scripts, styles or folders", self.said)
        self.assertEqual(self.places(self.extract(self.folder / "d" / "*.html")), ["d/page.html"])
        self.extract(self.folder / "d" / "*.none", code=3)
        self.assertEqual([f["note"] for f in self.failures], ["unreadable"])

    def test_pipes(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        self.extract(pipe, code=3)
        self.assertIn("nothing writes to", self.said)
        writer = threading.Thread(target=lambda: pipe.write_bytes(gzip.compress(FLOOD.encode())))
        writer.start()
        (found,) = self.extract(pipe)
        writer.join()
        self.assertEqual(found["report"]["sha256"], hashlib.sha256(FLOOD.encode()).hexdigest())

    def test_a_file_of_another_form_is_given_up(self):
        found = self.extract(self.write("a.jsonl", json.dumps({"text": FLOOD}) + "\n" + "nonsense\n" * 200000), code=3)
        self.assertEqual(len(found), 1)
        self.assertEqual([f["note"] for f in self.failures[-2:]], ["bad_json", "given_up"])
        self.assertLess(len(self.failures), 1100)

    def test_an_interrupted_extraction_goes_on(self):
        path = self.write("a.jsonl.gz", gzip.compress("".join(json.dumps({"id": f"r{n}", "text": f"{n} {FLOOD}"}) + "\n" for n in range(700)).encode()))
        whole = run("extract", path).stdout
        out = self.folder / "out.jsonl"
        ends = [n for n, byte in enumerate(whole) if byte == 10]
        for keep in (0, ends[0] + 1, ends[300] + 100, ends[-1] + 1):  # nothing, a line, some and a part of one, all
            out.write_bytes(whole[:keep])
            done = run("extract", path, "--resume", out)
            self.assertEqual((done.returncode, done.stdout), (0, b""), done.stderr.decode())
            self.assertEqual(out.read_bytes(), whole, keep)
        out.unlink()
        self.assertEqual(run("extract", path, "--resume", out).returncode, 0)
        self.assertEqual(out.read_bytes(), whole)
        for other in (b"{}\n", b"my notes\n", whole + whole, whole[ends[0] + 1 : ends[3] + 1]):
            out.write_bytes(other)
            self.assertEqual(run("extract", path, "--resume", out).returncode, 2)
            self.assertEqual(out.read_bytes(), other)

    def test_format_names_what_cannot_be_seen(self):
        data = f"{{\"text\": \"{FLOOD}\"}}\n"
        (found,) = self.extract("-", "--format", "text", stdin=data.encode())
        self.assertEqual(found["report"]["text"], data)
        (found,) = self.extract("-", "--format", "html", stdin=PAGE.encode())
        self.assertIn(FLOOD, found["report"]["text"])
        (found,) = self.extract("-", "--format", "text", stdin=PAGE.encode())
        self.assertEqual(found["report"]["text"], PAGE)
        (found,) = self.extract("-", "--format", "text", stdin=gzip.compress(data.encode()))
        self.assertEqual(found["report"]["sha256"], hashlib.sha256(data.encode()).hexdigest())


if __name__ == "__main__":
    unittest.main()
