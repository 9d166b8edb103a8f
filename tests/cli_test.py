#!/usr/bin/env python3
"""The command line as its users meet it: exit codes, odd inputs, streams, order. Needs TAWATUR=path of the binary."""
import codecs
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import unittest

TAWATUR = os.environ["TAWATUR"]
SOURCE = pathlib.Path(os.environ.get("TAWATUR_SOURCE_DIR", pathlib.Path(__file__).resolve().parent.parent))
FLOOD = "بيروت (أ ف ب) - قتل 12 شخصا وأصيب 30 آخرون في فيضانات ضربت شمال البلاد يوم الأحد، حسبما أعلن الدفاع المدني.\n"
STRIKE = "قال مصدر طبي إن ثلاثة مدنيين قتلوا في غارة جوية على بلدة الريحانة فجر اليوم الخميس، وأصيب خمسة آخرون بجروح.\n"


def run(*arguments, stdin=b"", **options):
    return subprocess.run([TAWATUR, *map(str, arguments)], input=stdin, capture_output=True, timeout=240, **options)


class CliTest(unittest.TestCase):
    def setUp(self):
        self.held = tempfile.TemporaryDirectory()
        self.addCleanup(self.held.cleanup)
        self.folder = pathlib.Path(self.held.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def extract(self, *arguments, code=0, **options):
        done = run("extract", *arguments, **options)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    # What a report's offsets count in, and that every span with words lies where it says.
    def check_spans(self, thing, text):
        if isinstance(thing, dict):
            if {"begin", "end", "text"} <= thing.keys() and thing["text"] is not None and thing["end"] > thing["begin"]:
                self.assertEqual(text[thing["begin"] : thing["end"]].decode("utf-8", "replace"), thing["text"])
            for value in thing.values():
                self.check_spans(value, text)
        elif isinstance(thing, list):
            for value in thing:
                self.check_spans(value, text)

    def test_usage_errors(self):
        for arguments in ([], ["nonsense"], ["extract"], ["extract", "--no-such-flag", "x"], ["extract", "-", "--format", "pdf"], ["extract", "-", "-j", "0"],
                          ["extract", "-", "--published", "yesterday"], ["run", "-", "--rule", "mine"], ["schema", "nonsense"], ["why", "nonsense", "-"],
                          ["extract", "-", "--lexicon", "/no/such/list.tsv"]):
            done = run(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(done.stdout, b"", arguments)
            self.assertTrue(done.stderr, arguments)

    # What a dossier must never say: that somebody states a number he denies, that nothing was answered where an army answered
    # for its state, that who condemns a deed did it.
    def test_who_denies_does_not_state(self):
        first = self.write("a.txt", "طرابلس - السبت 5 تشرين الثاني 2022\nأعلن الهلال الأحمر الليبي مقتل 113 شخصا في فيضانات ضربت مدينة درنة يوم السبت.\n")
        then = self.write("b.txt", "طرابلس - الاثنين 7 تشرين الثاني 2022\nونفى الهلال الأحمر الليبي صحة حصيلة 113 قتيلا في فيضانات مدينة درنة يوم السبت المنسوبة إليه.\n")
        told = json.loads(run("run", first, then, "--json").stdout)["stories"]
        points = [p for s in told for f in s["figures"] for p in f["series"] if p["low"] == 113]
        self.assertEqual(sorted(p["status"] for p in points), ["asserted", "denied"], told)
        said = [t["what"] for s in told for t in s["timeline"] if "113" in t["what"]]
        self.assertTrue(any("denied by Libyan Red Crescent" in w for w in said), said)
        self.assertEqual(sum("according to" in w for w in said), 1, said)
        out = self.folder / "out"
        run("run", first, then, "-o", out)
        page = next(p for p in out.glob("*-s.html")).read_text()
        self.assertIn('<span class="badge b-contested"><span class="ar" lang="ar">عدد منفي', page)

    def test_who_condemns_did_not_do_it(self):
        text = "غزة - السبت 5 تشرين الثاني 2022\nقتل 20 شخصا في قصف أصاب مستشفى في مدينة غزة السبت. واتهمت حركة حماس إسرائيل بقصف المستشفى. ونفى الجيش الإسرائيلي قصف المستشفى. وأدانت جامعة الدول العربية قصف المستشفى.\n"
        path = self.write("c.txt", text)
        events = self.extract(path)[0]["events"]
        self.assertNotIn("arab-league", [a["id"] for e in events for a in e["actors"]], events)
        story = json.loads(run("run", path, "--json").stdout)["stories"][0]
        self.assertEqual([r["id"] for r in story["responsible"]], ["israel"], story["responsible"])
        out = self.folder / "out"
        run("run", path, "-o", out)
        page = next(p for p in out.glob("*-s.html")).read_text()
        claims = page[page.index('id="claims"') : page.index('id="not-said"') if 'id="not-said"' in page else page.index('id="timeline"')]
        self.assertNotIn("لم تورد التقارير ردا", claims)

    def test_help_and_version(self):
        for arguments in (["--help"], ["extract", "--help"], ["--version"], ["version"]):
            done = run(*arguments)
            self.assertEqual(done.returncode, 0, arguments)
            self.assertTrue(done.stdout, arguments)
            self.assertEqual(done.stderr, b"", arguments)

    def test_one_report(self):
        path = self.write("flood.txt", FLOOD)
        (found,) = self.extract(path)
        self.assertEqual(found["report"]["id"], str(path))
        self.assertEqual(found["report"]["path"], str(path))
        self.assertEqual(len(found["report"]["sha256"]), 64)
        self.assertIsNone(found["report"]["published"])
        self.check_spans(found, FLOOD.encode())

    def test_standard_input_and_dash(self):
        (found,) = self.extract("-", stdin=FLOOD.encode())
        self.assertEqual(found["report"]["id"], "-")
        self.assertEqual(self.extract("--", "-", stdin=FLOOD.encode()), [found])

    def test_data_goes_to_standard_output_and_talk_elsewhere(self):
        path = self.write("flood.txt", FLOOD)
        done = run("extract", path)
        self.assertEqual(done.stdout.count(b"\n"), 1)
        self.assertIn(b"1 reports", done.stderr)
        self.assertNotIn(b"\r", done.stderr)
        self.assertEqual(run("extract", "-q", path).stderr, b"")

    def test_empty_input(self):
        (found,) = self.extract(self.write("empty.txt", ""))
        self.assertEqual([note["name"] for note in found["notes"] if note["name"] == "empty_input"], ["empty_input"])
        self.assertEqual(found["figures"], [])
        self.assertEqual(self.extract(self.write("empty.jsonl", ""), "--format", "jsonl"), [])

    def test_failed_inputs_are_partial_and_listed(self):
        good = self.write("good.txt", FLOOD)
        binary = self.write("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
        errors = self.folder / "errors.jsonl"
        found = self.extract(good, binary, self.folder / "missing.txt", "--errors", errors, code=3)
        self.assertEqual([f["report"]["id"] for f in found], [str(good)])
        listed = [json.loads(line) for line in errors.read_text().splitlines()]
        self.assertEqual([e["path"] for e in listed], [str(binary), str(self.folder / "missing.txt")])
        self.assertEqual([e["note"] for e in listed], ["not_text", "unreadable"])

    def test_bad_lines_do_not_stop_the_good_ones(self):
        lines = [json.dumps({"id": "a", "text": FLOOD}), "{oops", json.dumps({"id": "b"}), json.dumps({"id": "c", "text": STRIKE, "published": "last week"})]
        path = self.write("reports.jsonl", "\n".join(lines))
        done = run("extract", path)
        self.assertEqual(done.returncode, 3)
        self.assertEqual([json.loads(line)["report"]["id"] for line in done.stdout.splitlines()], ["a", "c"])
        self.assertIn(f"{path}:2".encode(), done.stderr)
        self.assertIn("bad_published", [note["name"] for note in json.loads(done.stdout.splitlines()[1])["notes"]])

    def test_a_file_of_another_form_is_told_in_a_few_lines(self):
        path = self.write("a.txt", "\n".join(f"سطر {n} ليس من هذا الشكل" for n in range(60)))
        errors = self.folder / "errors.jsonl"
        done = run("extract", "-q", "--format", "jsonl", "--errors", errors, path)
        self.assertEqual(done.returncode, 3)
        told = done.stderr.decode().splitlines()
        self.assertEqual(len(told), 11, told)
        self.assertIn("50 more of its records failed", told[-1])
        self.assertEqual(len(errors.read_text().splitlines()), 60)

    def test_json_lines_fields(self):
        report = {"id": "r7", "text": FLOOD, "url": "https://example.org/a", "outlet": "Example", "title": "فيضانات", "published": "2022-01-20T10:00+03:00"}
        (found,) = self.extract("-", stdin=json.dumps(report).encode())
        for name in ("id", "url", "outlet", "title", "published"):
            self.assertEqual(found["report"][name], report[name])
        self.assertEqual(found["report"]["published_basis"], "meta")

    def test_text_without_arabic(self):
        for text in ("Twelve people died in the floods on Sunday.\n", "12 августа погибли 3 человека\n", "1 2 3\n", "\n\n\n", "a"):
            (found,) = self.extract("-", stdin=text.encode())
            self.assertEqual(found["figures"], [], text)

    def test_legacy_encodings(self):
        for encoding in ("windows-1256", "iso-8859-6", "utf-16"):
            text = STRIKE if encoding != "iso-8859-6" else STRIKE
            (found,) = self.extract(self.write("legacy.txt", text.encode(encoding)), "--with-text")
            self.assertIn("decoded", [note["name"] for note in found["notes"]], encoding)
            self.assertEqual(found["report"]["text"], text, encoding)
            self.check_spans(found, text.encode())

    def test_utf8_oddities_keep_their_bytes(self):
        marks = "\u200f\u202b\u2067"
        for name, data in {
            "bom": codecs.BOM_UTF8 + FLOOD.encode(),
            "crlf": FLOOD.replace("\n", "\r\n").encode() * 3,
            "nul": FLOOD.encode() + b"\0" + FLOOD.encode(),
            "marks": marks.encode() + FLOOD.replace(" ", " " + marks).encode(),
            "tatweel": "".join(c + "ـ" if c in "سشصضطظ" else c for c in FLOOD).encode(),
            "invalid": FLOOD.encode() + b"\xd9 " + FLOOD.encode(),
        }.items():
            (found,) = self.extract(self.write(f"{name}.txt", data))
            self.check_spans(found, data)
            self.assertNotIn("text", found["report"], name)

    def test_lone_surrogates(self):
        (found,) = self.extract("-", stdin=b'{"id":"s","text":"\\ud83d \\u0642\\u062a\\u0644 3 \\udc00"}')
        self.assertIn("lone_surrogate", [note["name"] for note in found["notes"]])

    def test_a_big_text(self):
        big = (FLOOD + STRIKE) * (7_500_000 // len((FLOOD + STRIKE).encode()) + 1)
        path = self.write("big.txt", big)
        out = self.folder / "big.jsonl"
        done = run("extract", path, "-o", out)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertGreater(out.stat().st_size, 0)

    def test_folders_are_read_in_order(self):
        for name in ("d/b.txt", "d/a/c.txt", "d/10.txt", "d/2.txt"):
            self.write(name, name + " " + FLOOD)
        os.mkfifo(self.folder / "d" / "pipe")
        os.symlink(self.folder / "d", self.folder / "d" / "a" / "loop")
        found = self.extract(self.folder / "d")
        self.assertEqual([f["report"]["id"].removeprefix(str(self.folder)) for f in found], ["/d/10.txt", "/d/2.txt", "/d/a/c.txt", "/d/b.txt"])

    def test_sidecar(self):
        path = self.write("x.txt", FLOOD)
        self.write("x.txt.json", json.dumps({"outlet": "Example", "published": "2022-01-20"}))
        (found,) = self.extract(path, self.folder / "x.txt.json")
        self.assertEqual((found["report"]["outlet"], found["report"]["published"]), ("Example", "2022-01-20"))

    def test_published_fills_only_what_is_open(self):
        lines = json.dumps({"id": "a", "text": FLOOD, "published": "2020-05-05"}) + "\n" + json.dumps({"id": "b", "text": STRIKE})
        a, b = self.extract("-", "--published", "2022-01-20", stdin=lines.encode())
        self.assertEqual((a["report"]["published"], a["report"]["published_basis"]), ("2020-05-05", "meta"))
        self.assertEqual((b["report"]["published"], b["report"]["published_basis"]), ("2022-01-20", "user"))

    def many(self, n=600):
        return "".join(json.dumps({"id": f"r{i}", "text": f"{i} " + (FLOOD if i % 2 else STRIKE) * (i % 5 + 1), "published": "2022-01-20"}) + "\n" for i in range(n))

    def test_workers_do_not_change_the_output(self):
        path = self.write("many.jsonl", self.many())
        one = run("extract", "-j", "1", path)
        self.assertEqual(one.returncode, 0, one.stderr.decode())
        self.assertEqual(one.stdout.count(b"\n"), 600)
        for jobs in (2, 7):
            self.assertEqual(run("extract", "-j", jobs, path).stdout, one.stdout)

    def test_order_and_workers_do_not_change_the_dossiers(self):
        lines = self.many(60).splitlines(keepends=True)
        one = run("run", "--json", "-j", "1", "-", stdin="".join(lines).encode())
        self.assertEqual(one.returncode, 0, one.stderr.decode())
        other = run("run", "--json", "-j", "3", "-", stdin="".join(reversed(lines)).encode())
        self.assertEqual([s["reports"] for s in json.loads(one.stdout)["stories"]], [s["reports"] for s in json.loads(other.stdout)["stories"]])

    def test_the_same_bytes_twice_are_one_report(self):
        first, second = self.write("a.txt", FLOOD), self.write("b.txt", FLOOD)
        findings = self.folder / "f.jsonl"
        done = run("run", "--json", "--findings", findings, first, second)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(len(json.loads(done.stdout)["reports"]), 1)
        (found,) = [json.loads(line) for line in findings.read_text().splitlines()]
        self.assertIn("duplicate_input", [note["name"] for note in found["notes"]])

    def test_run_makes_a_folder(self):
        out = self.folder / "out"
        done = run("run", self.write("a.txt", FLOOD), self.write("b.txt", STRIKE), "-o", out)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(done.stdout, b"")
        stories = json.loads((out / "dossiers.json").read_text())["stories"]
        self.assertTrue((out / "index.html").exists())
        self.assertEqual(len(list(out.glob("*.html"))), len(stories) + 1)
        self.assertEqual([p for p in out.rglob("*") if "unfinished" in p.name], [])

    def test_public_masks_a_victim_everywhere(self):
        # One report tells that he was killed, the other only names him.
        killed = self.write("a.txt", "دمشق - قتل الشاب أحمد محمود وأصيب ثلاثة آخرون في قصف على حي السكري بمدينة حلب، الأحد 6 آذار 2022، بحسب المرصد السوري لحقوق الإنسان.\n")
        named = self.write("b.txt", "حلب - قال المرصد السوري لحقوق الإنسان إن قصفا على حي السكري بمدينة حلب يوم الأحد 6 آذار 2022 أدى إلى مقتل مدني وإصابة ثلاثة. "
                           "وشيع الأهالي جثمان أحمد محمود مساء الأحد.\n")
        out = self.folder / "out"
        for options, there in (([], True), (["--public"], False)):
            done = run("run", killed, named, "-o", out, "--findings", self.folder / "f.jsonl", "--with-text", "--json", *options)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            written = done.stdout + (self.folder / "f.jsonl").read_bytes() + b"".join(p.read_bytes() for p in out.rglob("*") if p.is_file())
            self.assertEqual("أحمد محمود".encode() in written, there, options)

    def test_run_of_nothing(self):
        done = run("run", "--json", "--format", "jsonl", "-")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(json.loads(done.stdout)["stories"], [])

    def test_the_sample_in_the_readme(self):
        """The block after the line that names the command is what the command prints, without the marks of direction."""
        readme = (SOURCE / "README.md").read_text(encoding="utf-8")
        block = readme[readme.index("`tawatur run samples/ahli-*.txt --to text`"):].split("```\n")[1]
        paths = sorted((SOURCE / "samples").glob("ahli-*.txt"))
        self.assertEqual(len(paths), 4)
        done = run("run", *paths, "--to", "text", "-q")
        self.assertEqual(done.stdout.decode().replace("\u2068", "").replace("\u2069", ""), block)

    def test_figures_left_out_are_counted(self):
        text = ("قصف على مدينة حلب يوم الجمعة. قتل 21 شخصا وأصيب 32 آخرون، واعتقل 43 شخصا، وفقد 54 شخصا، ونزح 650 شخصا، وحوصر 76 شخصا، وخطف 87 شخصا، "
                "ودمر 98 منزلا، وأنقذ 109 أشخاص، حسبما قال الدفاع المدني.\n")
        path = self.write("many.jsonl", json.dumps({"id": "x", "text": text, "published": "2022-05-07"}, ensure_ascii=False) + "\n")
        (story,) = json.loads(run("run", path, "--json", "-q").stdout)["stories"]
        for verb, where in ((["run", path, "--to", "text", "-q"], "--json has them"), (["show", story["id"], "--format", "table", "-C", self.folder / "m.db"], "tawatur figures " + story["id"])):
            if verb[0] == "show":
                run("add", path, "-C", self.folder / "m.db", "-q")
            said = run(*verb).stdout.decode().splitlines()
            shown = [s for s in said if re.match(r"  \w.*\(\w+\)$", s)]
            self.assertGreater(len(story["figures"]), len(shown))
            self.assertTrue(any(s.startswith(f"  and {len(story['figures']) - len(shown)} more quantit") and s.endswith(where) for s in said), said)

    def test_why(self):
        path = self.write("flood.txt", FLOOD)
        (found,) = self.extract(path)
        self.assertEqual(run("why", "0123456789ab:f1", path).returncode, 2)
        for kind in ("figures", "events", "claims"):
            for thing in found[kind][:1]:
                done = run("why", thing["id"], path)
                self.assertEqual(done.returncode, 0, done.stderr.decode())
                self.assertIn(thing["evidence"]["text"][:20], done.stdout.decode())

    def test_a_list_of_ones_own_is_checked_by_line(self):
        good = self.write("names-mine.tsv", "# mine\nmy-village\tplace\tvillage\tقرية العنزة الجديدة\tNew Goat Village\tالعنزة الجديدة\tparent=idlib-governorate\n")
        done = run("lexicon", "check", good)
        self.assertEqual((done.returncode, done.stdout.decode()), (0, "0 errors, 0 notes\n"))
        bad = self.write("bad.tsv", "my-town\tplace\ttown\tمدينتي البعيدة\tMy town\t\tparent=nowhere\nتفاحة\nmy-town\tplace\ttown\tمدينتي الأخرى\tMy town\t\t\ndamascus\tplace\tcity\tالشام الكبرى\tSham\tحلب\tlat=3\n")
        done = run("lexicon", "check", bad)
        self.assertEqual(done.returncode, 2)
        said = done.stdout.decode().splitlines()
        for line, word in ((1, "nowhere"), (2, "error"), (3, "is there already"), (4, "error")):
            self.assertTrue(any(s.startswith(f"{bad}:{line}: error") and word in s for s in said), (line, said))
        ring = self.write("ring.tsv", "a-a\tplace\ttown\tمدينة ألف البعيدة\tA\t\tparent=b-b\nb-b\tplace\ttown\tمدينة باء البعيدة\tB\t\tparent=a-a\n"
                                      "c-c\tplace\ttown\tمدينة جيم البعيدة\tC\t\tparent=c-c\nd-d\tplace\ttown\tمدينة دال البعيدة\tD\t\tparent=a-a\n")
        done = run("lexicon", "check", ring)
        self.assertEqual(done.returncode, 2)
        said = [s for s in done.stdout.decode().splitlines() if "circle" in s]
        self.assertEqual([s.split(":")[1] for s in said], ["1", "2", "3"], said)  # the fourth only leads to one
        # What cannot be read is no list without mistakes.
        for verb in (["lexicon", "check", self.folder], ["extract", "-", "--lexicon", self.folder], ["lexicon", "check", good, "/no/such/list.tsv"]):
            done = run(*verb)
            self.assertEqual((done.returncode, done.stdout), (2, b""), verb)
            self.assertIn(b"cannot be read", done.stderr)
        # And what is right is found without a rebuild.
        found = self.extract("--lexicon", good, "-", stdin="وقع انفجار في العنزة الجديدة أمس.\n".encode())[0]["entities"]
        self.assertIn("my-village", [e["id"] for e in found])
        # One list an option, so that the paths may follow; several options, several lists.
        other = self.write("names-other.tsv", "my-hill\tplace\tvillage\tقرية الظبية البعيدة\tFar Doe Village\tالظبية البعيدة\t\n")
        text = self.write("blast.txt", "وقع انفجار في العنزة الجديدة أمس، وآخر في الظبية البعيدة.\n")
        found = self.extract("--lexicon", good, "--lexicon", other, text)[0]["entities"]
        self.assertLessEqual({"my-village", "my-hill"}, {e["id"] for e in found})

    def test_schemas(self):
        names = run("schema").stdout.decode().split()
        self.assertIn("findings", names)
        for name in names:
            json.loads(run("schema", name).stdout)

    def test_dumps(self):
        path = self.write("flood.txt", FLOOD)
        for room in ("ingest", "text", "extract", "resolve"):
            done = run("extract", path, "--stop-after", room, "--dump")
            self.assertEqual(done.returncode, 0, room)
            self.assertTrue(done.stdout, room)

    def test_output_files_are_whole_or_not_there(self):
        path = self.write("flood.txt", FLOOD)
        out = self.write("out.jsonl", "old")
        self.assertEqual(run("extract", path, "-o", out).returncode, 0)
        self.assertEqual(json.loads(out.read_text())["report"]["id"], str(path))
        self.assertEqual(run("extract", path, "-o", self.folder / "no" / "such" / "folder.jsonl").returncode, 74)
        self.assertEqual(run("extract", path, "-o", self.folder).returncode, 2)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_a_full_disk_is_said(self):
        path = self.write("flood.txt", FLOOD)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([TAWATUR, "extract", str(path)], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 74)
        self.assertIn(b"No space left", done.stderr)
        self.assertEqual(run("extract", path, "-o", "/dev/full").returncode, 74)

    def test_a_reader_that_stops_is_no_error(self):
        path = self.write("many.jsonl", self.many(3000))
        process = subprocess.Popen([TAWATUR, "extract", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 141)
        self.assertEqual(said, b"")

    def test_interrupt_leaves_nothing_unfinished(self):
        out = self.folder / "out.jsonl"
        process = subprocess.Popen([TAWATUR, "extract", "-", "-o", str(out)], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(200):
            if list(self.folder.iterdir()):
                break
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 130)
        process.stdin.close()
        process.stderr.close()
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
