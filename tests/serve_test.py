#!/usr/bin/env python3
"""The service as browsers, scripts and attackers meet it. Needs TAWATUR=path of the binary."""
import csv
import http.client
import io
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse

TAWATUR = os.environ["TAWATUR"]
TEXT = "بيروت (أ ف ب) - قتل {} شخصا وأصيب {} آخرون في فيضانات ضربت شمال البلاد يوم الأحد، حسبما أعلن الدفاع المدني.\n"
EVIL = 'دمشق - قتل 3 أشخاص في قصف على حلب <script>alert(1)</script><img src=x onerror=alert(1)> حسبما قال "المرصد".\n'
CHILD, WITNESS = "سامر الخطيب", "هدى المصري"
BRIDGE = f"حلب (رويترز) - افتتح المهندس {CHILD} جسرا جديدا في مدينة حلب يوم الأحد، وأصيب 4 أشخاص في تدافع، حسبما قالت الشرطة.\n"
RAID = f"بيروت (أ ف ب) - قتل ثلاثة أشخاص بينهم الطفل {CHILD} (9 أعوام) في غارة على بلدة بعلبك يوم الجمعة، حسبما أعلن الدفاع المدني. وقالت الشاهدة {WITNESS} إن الغارة دمرت منزلين.\n"


def path_of(row):
    return "/stories/" + urllib.parse.quote(row["id"], safe=":")


class ServeTest(unittest.TestCase):
    tokens = {}

    @classmethod
    def setUpClass(cls):
        cls.held = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.held.name)
        cls.temporary = folder / "tmp"  # where the service puts what is being sent
        cls.temporary.mkdir()
        cls.db = folder / "case.db"
        reports = [{"id": f"r{i}", "text": TEXT.format(12 + i, 30), "published": "2021-03-07", "outlet": "=1+1"} for i in range(3)]
        reports.append({"id": "<b>evil</b>", "title": "</title><script>alert(2)</script>", "text": EVIL, "published": "2020-05-01"})
        (folder / "in.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")
        subprocess.run([TAWATUR, "add", folder / "in.jsonl", "-C", cls.db, "-q"], check=True)
        cls.process, cls.port = cls.start()

    @classmethod
    def start(cls, *arguments):
        store = [] if "-C" in arguments else ["-C", str(cls.db)]
        process = subprocess.Popen([TAWATUR, "serve", *store, "--port", "0", *arguments], stderr=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(cls.temporary)})
        line = process.stderr.readline().decode()
        port = re.search(r"http://127\.0\.0\.1:(\d+)/(?:#token=([0-9a-f]{32}) )?", line)
        assert port, line
        cls.tokens[int(port.group(1))] = port.group(2)
        return process, int(port.group(1))

    @classmethod
    def tearDownClass(cls):
        cls.process.send_signal(signal.SIGINT)
        cls.process.communicate(timeout=20)
        cls.held.cleanup()

    def ask(self, path, method="GET", port=None, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=20)
        self.addCleanup(connection.close)
        connection.request(method, path, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()

    def get_json(self, path):
        answer, body = self.ask(path)
        self.assertEqual(answer.status, 200, body)
        self.assertEqual(answer.getheader("Content-Type"), "application/json")
        return json.loads(body)

    def raw(self, request, wait=10, port=None):
        with socket.create_connection(("127.0.0.1", port or self.port), timeout=wait) as s:
            try:
                s.sendall(request)
            except OSError:
                pass
            got = b""
            try:
                while chunk := s.recv(65536):
                    got += chunk
            except OSError:
                pass
            return got

    def problem(self, answer, body, status):
        self.assertEqual(answer.status, status, body)
        self.assertEqual(answer.getheader("Content-Type"), "application/problem+json")
        self.assertEqual(json.loads(body)["status"], status)

    def stories(self):
        return self.get_json("/stories.json")["rows"]

    def test_routes(self):
        answer, body = self.ask("/")
        self.assertEqual((answer.status, answer.getheader("Content-Type")), (200, "text/html; charset=utf-8"))
        links = re.findall(r'<a href="(/stories/[^"]+)"', body.decode())
        rows = self.stories()
        self.assertEqual([urllib.parse.unquote(link) for link in links], ["/stories/" + row["id"] for row in rows])
        guarded = False
        for row in rows:
            answer, page = self.ask(path_of(row))
            self.assertEqual(answer.status, 200)
            self.assertIn(b"<!doctype html>", page)
            dossier = self.get_json(path_of(row) + ".json")
            self.assertEqual([s["id"] for s in dossier["stories"]], [row["id"]])
            self.assertEqual([r["id"] for r in dossier["reports"]], dossier["stories"][0]["reports"])
            for table in ("figures", "events", "claims", "conflicts", "timeline", "sources"):
                answer, body = self.ask(f"{path_of(row)}/{table}.csv")
                self.assertEqual((answer.status, answer.getheader("Content-Type")), (200, "text/csv; charset=utf-8"), table)
                self.assertTrue(body.startswith(b"\xef\xbb\xbf"))
                self.assertNotRegex(body.decode(), r'(^|,)"?=1')
                guarded |= ',"\'=1+1"' in body.decode()
        self.assertTrue(guarded)  # it is there, and no formula
        for missing in ("/stories/none", "/stories/none.json", "/stories/none/figures.csv", "/nothing", "/stories/", "/none.html", "/reports/", "/reports/" + "0" * 64, "/reports/" + "0" * 64 + ".json", "/reports/x.txt", "/stories/none/compare", "/stories/none.geojson", path_of(rows[0]) + "/none.csv"):
            self.problem(*self.ask(missing), 404)
        # A browser's person gets a page; what was asked for is not repeated in it.
        answer, body = self.ask("/stories/%3Cscript%3Ealert(1)", Accept="text/html,*/*;q=0.8")
        self.assertEqual((answer.status, answer.getheader("Content-Type")), (404, "text/html; charset=utf-8"))
        self.assertIn("script-src 'self'", answer.getheader("Content-Security-Policy"))
        self.assertIn(b'<a href="/">', body)
        self.assertNotIn(b"alert(1)", body)

    def test_one_story_is_the_same_as_in_a_run(self):
        run = json.loads(subprocess.run([TAWATUR, "run", "-C", self.db, "--json", "-q"], capture_output=True, check=True).stdout)
        for story in run["stories"]:
            path = "/stories/" + urllib.parse.quote(story["id"])
            self.assertEqual(self.get_json(path + ".json")["stories"], [story])

    def test_paging(self):
        rows = self.stories()
        got, following = [], 0
        while following is not None:
            page = self.get_json(f"/stories.json?_size=1&_next={following}")
            got += page["rows"]
            self.assertEqual(page["truncated"], page["next"] is not None)
            following = page["next"]
        self.assertEqual(got, rows)
        for bad in ("_size=0", "_size=1001", "_size=x", "_next=-1", "_next=99999", "_size=%zz", "_size=1%00"):
            self.problem(*self.ask("/stories.json?" + bad), 400)

    def test_filters_and_facets(self):
        everything = self.get_json("/stories.json?_facet=1")
        self.assertEqual(everything["count"], len(everything["rows"]))
        self.assertEqual(sorted(everything["facets"]), ["class", "country", "kind", "place"])
        for name, values in everything["facets"].items():
            for value in values:
                found = self.get_json(f"/stories.json?{name}={urllib.parse.quote(value['value'])}")
                self.assertEqual(found["count"], value["count"], (name, value))
        floods = self.get_json("/stories.json?class=flood")["rows"]
        self.assertTrue(floods)
        self.assertEqual({row["class"] for row in floods}, {"flood"})
        found = self.get_json("/stories.json?q=" + urllib.parse.quote("\"الدفاع المدني\""))["rows"]
        self.assertEqual([row["id"] for row in found], [row["id"] for row in floods])
        self.assertEqual(self.get_json("/stories.json?since=2021-01-01")["rows"], floods)
        self.assertEqual(self.get_json("/stories.json?until=2021-01-01&class=flood")["rows"], [])
        dates = [row["date"] or "9" for row in self.get_json("/stories.json?_sort=date")["rows"]]
        self.assertEqual(dates, sorted(dates))
        tolls = [(row["killed"] or {}).get("best") or -1 for row in self.get_json("/stories.json?_sort=killed")["rows"]]
        self.assertEqual(tolls, sorted(tolls, reverse=True))
        for bad in ("since=yesterday", "until=2021", "_sort=x", "origins=many"):
            self.problem(*self.ask("/stories.json?" + bad), 400)

    def test_the_list_in_other_forms(self):
        rows = self.stories()
        answer, table = self.ask("/stories.csv")
        self.assertEqual(answer.getheader("Content-Type"), "text/csv; charset=utf-8")
        self.assertTrue(table.startswith(b"\xef\xbb\xbfid,title,"))
        self.assertEqual(table.count(b"\r\n"), len(rows) + 1)
        answer, body = self.ask("/stories.geojson")
        self.assertEqual(answer.getheader("Content-Type"), "application/geo+json")
        features = json.loads(body)["features"]
        self.assertEqual([f["id"] for f in features], [row["id"] for row in rows])
        for row, feature in zip(rows, features):
            place = row["place"] or {}
            self.assertEqual((feature["geometry"] or {}).get("coordinates"), [place["lon"], place["lat"]] if "lat" in place else None)
        events = json.loads(self.ask(path_of(rows[0]) + ".geojson")[1])["features"]
        self.assertEqual([e["properties"]["main"] for e in events].count(True), 1)

    def test_copies_are_counted_by_report(self):
        text = ("بغداد - قتل ثمانية أشخاص وأصيب أحد عشر آخرون بجروح في انفجار سيارة ملغومة قرب سوق شعبي شرقي المدينة صباح الثلاثاء، "
                "حسبما قالت وزارة الداخلية في بيان أضافت فيه أن قوات الأمن طوقت المكان وفتحت تحقيقا في الحادث.\n")
        with tempfile.TemporaryDirectory() as held:
            folder = pathlib.Path(held)
            reports = [{"id": f"c{i}", "text": f"{text}\nنشر في الموقع رقم {i}\n", "published": f"2022-05-{10 + i}"} for i in range(5)]
            (folder / "in.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")
            subprocess.run([TAWATUR, "add", folder / "in.jsonl", "-C", folder / "case.db", "-q"], check=True)
            process, port = self.start("-C", str(folder / "case.db"))
            try:
                row, = json.loads(self.ask("/stories.json", port=port)[1])["rows"]
                self.assertGreater(len(json.loads(self.ask(path_of(row) + ".json", port=port)[1])["stories"][0]["copies"]), 4)  # pairs
                self.assertEqual((row["reports"], row["copies"]), (5, 4))
                line, = csv.DictReader(io.StringIO(self.ask("/stories.csv", port=port)[1].decode("utf-8-sig")))
                self.assertEqual((line["reports"], line["copies"]), ("5", "4"))
                page = self.ask(path_of(row), port=port)[1].decode()
                self.assertIn("نسخ منقولة", page[:page.index("<main") + 6000])
            finally:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=20)

    def test_reports(self):
        for row in self.stories():
            for report in self.get_json(path_of(row) + ".json")["reports"]:
                path = "/reports/" + report["sha256"]
                findings = self.get_json(path + ".json")
                text = self.ask(path + ".txt")[1]
                self.assertEqual(findings["report"]["text"].encode(), text)
                for figure in findings["figures"]:
                    for words in (figure["number"], figure["evidence"]):
                        self.assertEqual(text[words["begin"] : words["end"]].decode(), words["text"])
                answer, page = self.ask(path)
                self.assertEqual((answer.status, answer.getheader("Content-Type")), (200, "text/html; charset=utf-8"))
                self.assertNotIn(b"<script>alert", page)
                self.assertEqual(b"&lt;script&gt;alert(1)" in page, b"<script>alert(1)" in text)

    def test_assets(self):
        page = self.ask("/")[1].decode()
        for path in re.findall(r'(?:src|href)="(/app\.[^"]+)"', page):
            answer, body = self.ask(path)
            self.assertEqual(answer.status, 200)
            self.assertIn("immutable", answer.getheader("Cache-Control"))
            self.assertTrue(body)

    def test_search(self):
        found = self.get_json("/search.json?q=" + urllib.parse.quote("فَيَضانات \"الدفاع المدني\""))
        self.assertEqual(sorted(row["report"] for row in found["rows"]), ["r0", "r1", "r2"])
        for row in found["rows"]:
            text = TEXT.format(12 + int(row["report"][1:]), 30).encode()
            self.assertEqual([text[h["begin"] : h["end"]].decode() for h in row["hits"]], ["فيضانات", "الدفاع المدني"])
            self.assertEqual(text[row["excerpt"]["begin"] : row["excerpt"]["end"]].decode(), row["excerpt"]["text"])
            self.assertTrue(row["stories"])
        self.assertTrue(self.get_json("/search.json?_size=1&q=" + urllib.parse.quote("فيضانات"))["truncated"])
        self.assertEqual(self.get_json("/search.json?q=%22%22)(*:AND")["rows"], [])
        self.problem(*self.ask("/search.json"), 400)

    def test_openapi_names_every_route(self):
        document = self.get_json("/openapi.json")
        self.assertTrue(document["openapi"].startswith("3.1"))
        row = self.stories()[0]
        sha256 = self.get_json(path_of(row) + ".json")["reports"][0]["sha256"]
        for path, methods in document["paths"].items():
            if "get" not in methods:
                continue
            path = path.replace("{id}", urllib.parse.quote(row["id"])).replace("{table}", "figures").replace("{sha256}", sha256)
            answer, _ = self.ask(path + ("?q=12" if path.startswith("/search") else ""))
            self.assertEqual(answer.status, 200, path)

    def test_etag(self):
        for path in ("/", "/stories.json", path_of(self.stories()[0]), path_of(self.stories()[0]) + ".json"):
            answer, body = self.ask(path)
            tag = answer.getheader("ETag")
            self.assertRegex(tag, r'^"[0-9a-f]{32}"$')
            for sent in (tag, f'"x", {tag}', "W/" + tag, "*"):
                answer, body = self.ask(path, If_None_Match=sent)
                self.assertEqual((answer.status, body), (304, b""), sent)
            answer, _ = self.ask(path, If_None_Match='"other"')
            self.assertEqual(answer.status, 200)

    def test_head(self):
        answer, body = self.ask("/", "HEAD")
        _, page = self.ask("/")
        self.assertEqual((answer.status, body), (200, b""))
        self.assertEqual(int(answer.getheader("Content-Length")), len(page))

    def test_host(self):
        for good in ("localhost", "LOCALHOST:80", "127.0.0.1", f"127.0.0.1:{self.port}", "[::1]", "[::1]:80"):
            self.assertEqual(self.ask("/stories.json", Host=good)[0].status, 200, good)
        for bad in ("example.org", "127.0.0.1.example.org", "localhost.example.org", "127.0.0.2", "evil@localhost", "localhost:x", "[::1]x", "[", "[::1", "::1"):
            self.problem(*self.ask("/stories.json", Host=bad), 421)
        self.assertIn(b" 400 ", self.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")[:20])
        self.assertIn(b" 400 ", self.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n")[:20])

    def post(self, path, body, port=None, **headers):
        port = port or self.port
        sent = {"X_Tawatur_Token": self.tokens[port] or "", "Content_Type": "application/json" if path == "/review.json" else "application/octet-stream"} | headers
        answer, got = self.ask(path, "POST", port=port, body=body, **{k: v for k, v in sent.items() if v is not None})
        return answer, got

    def writer(self):
        """A service over a case of its own."""
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        db = pathlib.Path(held.name) / "case.db"
        shutil.copy(self.db, db)
        process, port = self.start("-C", str(db))

        def end():
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)

        self.addCleanup(end)
        return port, process, db

    def job(self, port, number):
        for _ in range(200):
            rows = json.loads(self.ask("/jobs.json", port=port)[1])["rows"]
            job = next(j for j in rows if j["number"] == number)
            if job["state"] in ("done", "failed"):
                return job
            time.sleep(0.05)
        self.fail("the job does not end")

    def test_decisions(self):
        port, _, db = self.writer()
        rows = json.loads(self.ask("/stories.json?class=flood", port=port)[1])["rows"]
        path = path_of(rows[0])
        item = json.loads(self.ask("/review.json", port=port)[1])["rows"][0]
        send = lambda **fields: self.post("/review.json", json.dumps({"id": item["id"], "who": "Lina", "reason": "=1+1", "action": "accept"} | fields), port)
        tag = self.ask(path, port=port)[0].getheader("ETag")
        answer, body = send(action="correct", after={"low": 77, "high": 77})
        self.assertEqual((answer.status, json.loads(body)["number"]), (201, 1))
        self.assertNotEqual(self.ask(path, port=port)[0].getheader("ETag"), tag)
        findings = json.loads(self.ask(f"/reports/{item['sha256']}.json", port=port)[1])
        figure = next(f for f in findings["figures"] if f["id"] == item["id"])
        self.assertEqual((figure["low"], figure["review"]["by"], figure["review"]["status"]), (77, "Lina", "corrected"))
        self.assertIn(",77,", self.ask(path + "/figures.csv", port=port)[1].decode())
        self.assertNotIn(item["id"], [i["id"] for i in json.loads(self.ask("/review.json", port=port)[1])["rows"]])
        self.assertEqual(send(action="reject")[0].status, 201)
        findings = json.loads(self.ask(f"/reports/{item['sha256']}.json", port=port)[1])
        self.assertNotIn(item["id"], [f["id"] for f in findings["figures"]])
        self.assertEqual(send(action="undo", after={"review": 2})[0].status, 201)
        log = json.loads(self.ask("/review/log.json", port=port)[1])["rows"]
        self.assertEqual([(r["number"], r["id"], r["action"]) for r in log], [(1, item["id"], "correct"), (2, item["id"], "reject"), (3, item["id"], "undo")])
        self.assertNotRegex(self.ask("/review/log.csv", port=port)[1].decode(), r'(^|,)"?=1')
        run = subprocess.run([TAWATUR, "run", "-C", db, "--json", "-q"], capture_output=True, check=True).stdout
        self.assertIn(b'"low":77', run)
        # What cannot be is refused with a word, and leaves no row.
        for status, fields in ((422, {"action": "correct", "after": {"low": -3}}), (422, {"action": "correct", "after": {"no_slot": 1}}), (422, {"id": "0" * 12 + ":f1"}), (422, {"action": "move"}), (422, {"who": ""}),
                               (400, {"who": 7}), (400, {"reason": "x" * 3000}), (400, {"after": []}), (400, {"after": {"a": {"b": {"c": {"d": {"e": 1}}}}}})):
            answer, body = send(**fields)
            self.problem(answer, body, status)
        for body in ("", "[]", "null", "{", "[" * 5000, '{"id": "\xff"}', "\x00"):
            self.problem(*self.post("/review.json", body, port), 400)
        self.assertEqual(len(json.loads(self.ask("/review/log.json", port=port)[1])["rows"]), 3)

    def test_adding(self):
        port, _, db = self.writer()
        before = json.loads(self.ask("/stories.json", port=port)[1])["count"]
        text = "صنعاء - قتل 9 أشخاص وأصيب 4 آخرون في حريق اندلع في سوق وسط المدينة يوم الاثنين 3 أيار/مايو 2021، بحسب مصدر طبي.\n".encode()
        answer, body = self.post("/reports?name=" + urllib.parse.quote("../../etc/حريق.txt"), text, port)
        self.assertEqual(answer.status, 202, body)
        job = self.job(port, json.loads(body)["number"])
        self.assertEqual((job["name"], job["state"], job["fresh"], job["known"], job["problems"]), ("حريق.txt", "done", 1, 0, []))
        after = json.loads(self.ask("/stories.json", port=port)[1])
        self.assertEqual(after["count"], before + 1)
        dossiers = [json.loads(self.ask(path_of(row) + ".json", port=port)[1]) for row in after["rows"]]
        report = next(r for d in dossiers for r in d["reports"] if r["id"] == "حريق.txt")
        self.assertEqual(self.ask(f"/reports/{report['sha256']}.txt", port=port)[1], text)
        self.assertEqual(report["path"] if "path" in report else "حريق.txt", "حريق.txt")
        again = self.job(port, json.loads(self.post("/reports?name=b.txt", text, port)[1])["number"])
        self.assertEqual((again["fresh"], again["known"]), (0, 1))
        bad = self.job(port, json.loads(self.post("/reports?name=bad.jsonl", b'{"id": "x"}\n{"id": "y", "text": "' + "حريق".encode() + b'"}\n', port)[1])["number"])
        self.assertEqual((bad["state"], bad["fresh"], len(bad["problems"])), ("done", 1, 1))
        self.assertNotIn("/tmp", bad["problems"][0])
        empty = self.job(port, json.loads(self.post("/reports?name=no.bin", bytes(range(256)) * 40, port)[1])["number"])
        self.assertEqual((empty["state"], empty["fresh"]), ("failed", 0))
        self.assertTrue(empty["problems"])
        self.assertEqual(list(self.temporary.glob("tawatur-??????")), [])

    def test_who_may_write(self):
        body = json.dumps({"id": "x", "who": "x", "action": "accept"})
        for headers in ({"X_Tawatur_Token": None}, {"X_Tawatur_Token": "0" * 32}, {"X_Tawatur_Token": self.tokens[self.port][:-1]}, {"Origin": "http://example.org"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}):
            self.problem(*self.post("/review.json", body, **headers), 403)
            self.problem(*self.post("/reports?name=x", b"x", **headers), 403)
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None):
            self.problem(*self.post("/review.json", body, Content_Type=kind), 415)
        self.problem(*self.post("/review.json", body, Host="example.org"), 421)
        self.assertEqual(self.post("/review.json", body, Origin=f"http://127.0.0.1:{self.port}", Sec_Fetch_Site="same-origin")[0].status, 422)
        for arguments, review in ((["--read-only"], 403), (["--public"], 404)):
            process, port = self.start(*arguments)
            self.assertIsNone(self.tokens[port])
            # No way leads where nothing can be done.
            self.problem(*self.ask("/review", port=port), review)
            self.problem(*self.ask("/add", port=port), 403)
            for path in ("/", path_of(self.stories()[0]), path_of(self.stories()[0]) + "/compare"):
                page = self.ask(path, port=port)[1].decode()
                self.assertNotRegex(page, r'href="/(review|add)"')
                self.assertIn("data-read-only", page)
            self.problem(*self.post("/review.json", body, port, X_Tawatur_Token=""), 403)
            self.problem(*self.ask("/jobs.json", port=port), 404)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)

    def test_hostile_bodies(self):
        port, process, _ = self.writer()
        head = f"POST /reports?name=x HTTP/1.1\r\nHost: localhost\r\nX-Tawatur-Token: {self.tokens[port]}\r\nContent-Type: application/octet-stream\r\n".encode()
        small = head.replace(b"/reports?name=x", b"/review.json").replace(b"octet-stream", b"json")
        before = self.memory(process.pid)
        for request, status in ((head + b"Transfer-Encoding: chunked\r\n\r\n-2\r\n" + b"a" * 100000, b"411"), (head + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", b"411"),
                                (head + b"Connection: close\r\n\r\n", b"411"), (head + b"Content-Length: 67108865\r\n\r\n" + b"a" * 100000, b"413"), (small + b"Content-Length: 65537\r\n\r\n" + b"a" * 65537, b"413"),
                                (head + b"Content-Length: 99999999999999999999\r\n\r\n", b"400"), (head + b"Content-Length: 99999999999\r\n\r\n", b"413")):
            got = self.raw(request, port=port)
            self.assertTrue(got == b"" or status in got[:16], (request[-80:], got[:60]))
        # Half a body, and many of them, hold nothing in memory; each goes when its client does.
        held = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(40)]
        for s in held:
            s.sendall(head + b"Content-Length: 60000000\r\n\r\n" + b"a" * 1_000_000)
        self.assertEqual(self.ask("/stories.json", port=port)[0].status, 200)
        for s in held:
            s.close()
        self.assertLess(self.memory(process.pid) - before, 40_000)
        for _ in range(100):
            left = list(self.temporary.glob("tawatur-??????"))
            if not left:
                break
            time.sleep(0.1)
        self.assertEqual(left, [])
        self.assertEqual(self.ask("/stories.json", port=port)[0].status, 200)

    def test_slow_readers(self):
        port, process, _ = self.writer()
        before = self.memory(process.pid)
        held = []
        for _ in range(50):
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            s.connect(("127.0.0.1", port))
            s.sendall(b"GET /app.js HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20)
            held.append(s)
        began = time.time()
        self.assertEqual(self.ask("/stories.json", port=port)[0].status, 200)
        self.assertLess(time.time() - began, 5)
        self.assertLess(self.memory(process.pid) - before, 60_000)
        for s in held:
            s.close()

    def test_methods(self):
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"):
            answer, body = self.ask("/stories.json", method, body=b"x" * 1000)
            self.problem(answer, body, 405)
            self.assertEqual(answer.getheader("Allow"), "GET, HEAD")

    def test_a_browser_gets_every_problem_in_words(self):
        accept = {"Accept": "text/html,*/*;q=0.8"}
        for method, path, status in (("DELETE", "/", 405), ("POST", "/review.json", 403), ("GET", "/%zz", 400), ("GET", "/stories.json?_size=x", 400), ("GET", "/reports/" + "0" * 64, 404)):
            answer, plain = self.ask(path, method)
            self.problem(answer, plain, status)
            answer, page = self.ask(path, method, **accept)
            self.assertEqual((answer.status, answer.getheader("Content-Type")), (status, "text/html; charset=utf-8"), path)
            self.assertIn(json.loads(plain)["detail"], page.decode(), path)
            self.assertIn("script-src 'self'", answer.getheader("Content-Security-Policy"))

    def test_traversal(self):
        for path in ("/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/stories/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/stories/..%5c..%5cx", "/stories/%2e%2e.json", "/etc/passwd.html"):
            self.problem(*self.ask(path), 404)
        for path in ("/%", "/%zz", "/%00", "/a%0"):
            self.problem(*self.ask(path), 400)
        self.assertIn(b" 400 ", self.raw(b"GET http://example.org/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")[:20])

    def test_headers_of_every_answer(self):
        page_path = path_of(self.stories()[0])
        for path in ("/", page_path, "/stories.json", "/nothing"):
            answer, body = self.ask(path)
            policy = answer.getheader("Content-Security-Policy")
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(answer.getheader("X-Content-Type-Options"), "nosniff")
            self.assertIsNone(answer.getheader("Access-Control-Allow-Origin"))
            if path in ("/", page_path):
                self.assertIn("script-src 'self';", policy)
                self.assertEqual(re.findall(r"<script(?! type=\"application/json\"| src=\"/app.js)", body.decode()), [])
                self.assertNotIn("<style", body.decode())

    def test_markup_of_reports_stays_text(self):
        seen = ""
        for row in self.stories():
            for path in ("/", path_of(row)):
                page = self.ask(path)[1].decode()
                seen += page
                for bad in ("<script>alert", "<img", "<b>evil", "</title><script"):
                    self.assertNotIn(bad, page)
        for shown in ("&lt;script&gt;alert(1)", "&lt;/title&gt;&lt;script&gt;"):
            self.assertIn(shown, seen)

    def test_big_header(self):
        for request in (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20000 + b"\r\n\r\n", b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 5000 + b"\r\n"):
            self.assertIn(b" 431 ", self.raw(request)[:20])
        endless = self.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 4_000_000)
        self.assertTrue(endless == b"" or b" 431 " in endless[:20])
        self.alive()

    def test_hostile_requests(self):
        for request in (b"\x00\x01\x02\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200, b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
                        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"):
            got = self.raw(request)
            self.assertTrue(got == b"" or b" 400 " in got[:20], (request, got[:100]))
        chunks = self.raw(b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n" + b"a" * 1_000_000)
        self.assertTrue(chunks == b"" or b" 405 " in chunks[:20], chunks[:100])
        body = self.raw(b"GET /stories.json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n" + b"a" * 100000)
        self.assertIn(b" 413 ", body[:20])
        ranges = self.raw(b"GET /stories.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nRange: bytes=" + b",".join([b"0-"] * 300) + b"\r\n\r\n")
        self.assertIn(b" 200 ", ranges[:20])
        smuggled = self.raw(b"GET /stories.json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 47\r\n\r\nGET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assertEqual(smuggled.count(b"HTTP/1.1 "), 1)
        self.alive()

    def alive(self):
        self.assertEqual(self.ask("/stories.json")[0].status, 200)

    def memory(self, pid):
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1))

    def test_many_connections(self):
        before = self.memory(self.process.pid)
        held = [socket.create_connection(("127.0.0.1", self.port), timeout=10) for _ in range(60)]
        for s in held:
            s.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 15000)
        self.alive()
        for s in held:
            s.close()
        self.alive()
        failures = []

        def hammer():
            try:
                for _ in range(30):
                    connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                    connection.request("GET", "/")
                    if connection.getresponse().read()[:15] != b"<!doctype html>":
                        failures.append("page")
                    connection.close()
            except OSError as e:
                failures.append(e)

        threads = [threading.Thread(target=hammer) for _ in range(100)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual(failures, [])
        self.assertLess(self.memory(self.process.pid) - before, 40_000)

    def test_keep_alive_and_pipelining(self):
        one = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
        last = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        self.assertEqual(self.raw(one * 5 + last).count(b"HTTP/1.1 200 OK"), 6)

    def test_ends_cleanly(self):
        for sign, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            process, port = self.start()
            idle = socket.create_connection(("127.0.0.1", port), timeout=10)
            half = socket.create_connection(("127.0.0.1", port), timeout=10)
            half.sendall(b"GET / HT")
            self.ask("/", port=port)
            process.send_signal(sign)
            process.communicate(timeout=20)
            self.assertEqual(process.returncode, code)
            idle.close()
            half.close()

    def test_usage(self):
        for arguments, code in ((["--host", "0.0.0.0"], 2), (["--host", "example.org"], 2), (["--port", "99999"], 2), (["--port", str(self.port)], 74), (["-C", "/no/such.db"], 2)):
            done = subprocess.run([TAWATUR, "serve", "-C", str(self.db), *arguments] if "-C" not in arguments else [TAWATUR, "serve", *arguments], capture_output=True, timeout=30)
            self.assertEqual(done.returncode, code, (arguments, done.stderr))
            self.assertTrue(done.stderr)

    def test_public_masks(self):
        process, port = self.start("--public")
        try:
            self.assertEqual(self.ask("/", port=port)[0].status, 200)
            self.assertIn(b'"masked"', self.ask(path_of(self.stories()[0]) + ".json", port=port)[1])
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)

    def add(self, db, name, **report):
        path = db.parent / f"{name}.jsonl"
        path.write_text(json.dumps({"id": name, **report}, ensure_ascii=False) + "\n", encoding="utf-8")
        subprocess.run([TAWATUR, "add", path, "-C", db, "-q"], check=True)

    def test_a_story_is_found_by_the_name_it_had(self):
        with tempfile.TemporaryDirectory() as held:
            db = pathlib.Path(held) / "case.db"
            self.add(db, "later", published="2021-03-08", text=TEXT.format(14, 30))
            former = json.loads(subprocess.run([TAWATUR, "run", "-C", db, "--json", "-q"], capture_output=True, check=True).stdout)["stories"][0]["id"]
            self.add(db, "earlier", published="2021-03-07", text=TEXT.format(12, 30))
            process, port = self.start("-C", str(db))
            try:
                answer, body = self.ask("/stories.json", port=port)
                [story] = json.loads(body)["rows"]
                self.assertNotEqual(story["id"], former)  # it is named after its first report
                for tail in ("", ".json", ".geojson", "/figures.csv", "/compare?r=1"):
                    answer, body = self.ask("/stories/" + former + tail, port=port)
                    self.assertEqual((answer.status, answer.getheader("Location"), body), (307, path_of(story) + tail, b""))
                    self.assertEqual(self.ask(answer.getheader("Location"), port=port)[0].status, 200, tail)
                for missing in ("/stories/" + 12 * "0" + ":s", "/stories/" + former[:11] + ":s", "/stories/" + former + "/none"):
                    self.problem(*self.ask(missing, port=port), 404)
            finally:
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=20)

    def start_public(self):
        """A public service on a case of one report: the case's path, the process, its port."""
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        db = pathlib.Path(held.name) / "case.db"
        self.add(db, "bridge", published="2021-03-07", text=BRIDGE)
        return (db, *self.start("--public", "-C", str(db)))

    def test_public_withholds_who_is_added_while_it_runs(self):
        db, process, port = self.start_public()
        try:
            def ask(path, status=200):
                answer, body = self.ask(path, port=port)
                self.assertEqual(answer.status, status, body)
                return body.decode()

            def rows(path):
                return json.loads(ask(path))["rows"]

            self.assertIn(CHILD, ask(path_of(rows("/stories.json")[0]) + ".json"))  # an engineer who opens a bridge
            self.add(db, "raid", published="2022-05-07", title=f"مقتل الطفل {CHILD}", text=RAID)
            stories = rows("/stories.json")
            self.assertEqual(len(stories), 2)
            paths = ["/", "/stories.csv", "/stories.geojson"]
            for story in stories:
                dossier = json.loads(ask(path_of(story) + ".json"))
                sha256 = dossier["reports"][0]["sha256"]
                paths += [path_of(story), path_of(story) + ".json", path_of(story) + ".geojson", f"/reports/{sha256}", f"/reports/{sha256}.json"]
                ask(f"/reports/{sha256}.txt", 404)
            quote = urllib.parse.quote
            found = "/search.json?q=" + quote("بعلبك")
            self.assertEqual(len(rows(found)), 1)
            for path in [*paths, found]:
                body = ask(path)
                for name in (CHILD, WITNESS, *CHILD.split(), *WITNESS.split()):
                    self.assertNotIn(name, body, path)
                    self.assertNotIn(json.dumps(name)[1:-1], body, path)
            # Nor is anybody found by a name that is withheld, whatever else is asked for with it.
            for words in (CHILD, WITNESS, CHILD.split()[1], f'"{CHILD}"', "سام*", "بعلبك " + WITNESS, "مقتل " + CHILD):
                self.assertEqual(rows("/search.json?q=" + quote(words)), [], words)
                self.assertEqual(rows("/stories.json?q=" + quote(words)), [], words)
            for words in ("بعلبك", "مقتل", "غارة بعلبك"):
                self.assertEqual(len(rows("/search.json?q=" + quote(words))), 1, words)
                self.assertEqual(len(rows("/stories.json?q=" + quote(words))), 1, words)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)

    def test_public_while_others_add(self):
        """Whenever it is asked, a name that the store shows to be a victim's is not in the answer."""
        db, process, port = self.start_public()
        try:
            story = path_of(json.loads(self.ask("/stories.json", port=port)[1])["rows"][0]) + ".json"
            statuses, added = [], threading.Event()

            def keep_asking():
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                while not added.is_set() or not statuses or statuses[-1] != 200:
                    after = raids > 0
                    connection.request("GET", story)
                    answer = connection.getresponse()
                    body = answer.read()
                    statuses.append(answer.status)
                    if answer.status == 503:
                        self.assertTrue(int(answer.getheader("Retry-After")) > 0)
                    leaks.append(after and CHILD in body.decode())
                    time.sleep(0.01)
                connection.close()

            leaks, raids = [], 0
            askers = [threading.Thread(target=keep_asking, daemon=True) for _ in range(2)]
            for t in askers:
                t.start()
            for raids in range(3):
                self.add(db, f"raid{raids}", published=f"2022-05-0{raids + 1}", text=RAID.replace("9 ", f"{raids + 5} "))
            added.set()
            for t in askers:
                t.join(60)
            self.assertFalse(any(leaks))
            self.assertFalse(any(t.is_alive() for t in askers))
            self.assertLessEqual(set(statuses), {200, 503})
            self.assertNotIn(CHILD, self.ask(story, port=port)[1].decode())
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)


if __name__ == "__main__":
    unittest.main()
