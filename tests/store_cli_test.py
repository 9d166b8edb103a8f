#!/usr/bin/env python3
"""add, verify and run --store as their users meet them, killed at any moment. Needs TAWATUR=path of the binary."""
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

TAWATUR = os.environ["TAWATUR"]
SAMPLES = pathlib.Path(os.environ.get("TAWATUR_SOURCE_DIR", pathlib.Path(__file__).resolve().parent.parent)) / "samples"
ROUNDS = int(os.environ.get("TAWATUR_KILLS", "5"))
TEXT = "بيروت (أ ف ب) - قتل {} شخصا وأصيب {} آخرون في فيضانات ضربت شمال البلاد يوم الأحد، حسبما أعلن الدفاع المدني.\n"


def run(*arguments, stdin=b"", **options):
    return subprocess.run([TAWATUR, *map(str, arguments)], input=stdin, capture_output=True, timeout=240, **options)


TOWNS = ["زحلة", "بعلبك", "صيدا", "طرابلس", "صور", "عكار", "جبيل"]


def lines(count, first=0):
    """The first ten tell one flood; the others are of many days and towns, so that no story becomes large."""
    out = []
    for i in range(first, first + count):
        day = "2021-03-07" if i < 10 else time.strftime("%Y-%m-%d", time.gmtime(1_300_000_000 + 86_400 * i))
        text = TEXT if i < 10 else TEXT.replace("شمال البلاد", "بلدة " + TOWNS[i % len(TOWNS)])
        out.append(json.dumps({"id": f"r{i}", "text": text.format(3 + i, 2 * i + 5), "published": day}, ensure_ascii=False) + "\n")
    return "".join(out)


class StoreCliTest(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.db = self.folder / "case.db"

    def ok(self, *arguments, code=0, **options):
        done = run(*arguments, **options)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done

    def rows(self, sql):
        base = sqlite3.connect(self.db)
        try:
            return base.execute(sql).fetchall()
        finally:
            base.close()

    def test_run_from_store_equals_run_from_paths(self):
        inputs = self.folder / "in"
        inputs.mkdir()
        (inputs / "a.jsonl").write_text(lines(30), encoding="utf-8")
        (inputs / "b.txt").write_bytes(b"\xff\xfe" + TEXT.format(7, 9).encode("utf-16-le"))
        (inputs / "c.txt").write_bytes(TEXT.format(8, 9).encode() + b"\xff\x80\n")
        (inputs / "d.txt").write_text(TEXT.format(8, 11), encoding="utf-8")
        (inputs / "d.txt.json").write_text('{"title": "عنوان", "published": "2021-03-08", "outlet": "صحيفة"}', encoding="utf-8")
        (inputs / "z.txt").write_text(TEXT.format(8, 11), encoding="utf-8")
        for path in sorted(SAMPLES.glob("**/*.txt"))[:10]:
            shutil.copy(path, inputs / ("sample-" + path.name))
        direct = self.ok("run", inputs, "--json").stdout
        # One at a time and backwards ends where all at once does.
        for path in sorted(inputs.iterdir(), reverse=True):
            if path.suffix != ".json":
                self.ok("add", path, "-C", self.db)
        self.assertEqual(self.ok("run", "-C", self.db, "--json").stdout, direct)
        self.ok("verify", "-C", self.db)
        once = self.folder / "once.db"
        self.ok("add", inputs, "-C", once)
        self.assertEqual(self.ok("run", "--store", once, "--json").stdout, direct)
        extracted = [json.loads(line) for line in self.ok("extract", inputs).stdout.decode().splitlines()]
        kept = {json.loads(row[0])["report"]["sha256"]: json.loads(row[0]) for row in self.rows("SELECT json FROM findings")}
        for report in extracted:
            if not report["report"]["id"].endswith("z.txt"):
                self.assertEqual(kept[report["report"]["sha256"]], report)

    def test_stories_told_while_adding_are_those_of_the_case(self):
        """add tells stories from what it put aside; build reads the case. Where the two could differ: bytes under two names, in one batch
        and in a later one, names and fields that are no UTF-8, undated reports, a date from the user, no folder for what is put aside."""
        inputs = self.folder / "in"
        inputs.mkdir()
        (inputs / "a.jsonl").write_text(lines(30), encoding="utf-8")
        (inputs / "b.txt").write_bytes(b"\xff\xfe" + TEXT.format(7, 9).encode("utf-16-le"))
        (inputs / "c.txt").write_bytes(TEXT.format(8, 9).encode() + b"\xff\x80\n")
        for name in (b"d.txt", b"\xff.txt", b"z.txt"):
            pathlib.Path(os.fsdecode(os.fsencode(inputs) + b"/" + name)).write_text(TEXT.format(8, 11), encoding="utf-8")
        (inputs / "d.txt.json").write_text('{"title": "عنوان", "outlet": "صحيفة"}', encoding="utf-8")
        (inputs / "e.jsonl").write_text(lines(2) + json.dumps({"id": "r1", "text": TEXT.format(1, 2)}, ensure_ascii=False) + "\n", encoding="utf-8")
        for path in sorted(SAMPLES.glob("**/*.txt"))[:10]:
            shutil.copy(path, inputs / ("sample-" + path.name))
        told = "SELECT s.id, s.key, s.title, s.killed_best, s.figures, s.claims, d.hash, d.json FROM story s JOIN dossier d ON d.story = s.number ORDER BY s.id"
        for extra, environment in (([], {}), (["-j", "1"], {}), (["--published", "2021-03-09"], {}), ([], {"TMPDIR": str(self.folder / "none")})):
            dossiers = []
            for steps in ([["add", inputs]], [["add", inputs, "--no-build"], ["build"]]):
                self.db = self.folder / f"{len(dossiers)}-{len(extra)}-{len(environment)}{extra[:1]}.db"
                for step in steps:
                    options = extra if step[0] == "add" else []
                    self.ok(*step, *options, "-C", self.db, env={**os.environ, **environment})
                # A second look, with more reports, at stories that were told from what was put aside.
                self.ok("add", "-", "-C", self.db, stdin=lines(12, first=25).encode())
                dossiers.append(self.rows(told))
                self.ok("verify", "-C", self.db)
            self.assertGreater(len(dossiers[0]), 4)
            self.assertEqual(dossiers[0], dossiers[1], (extra, environment))

    def test_again_changes_nothing(self):
        done = self.ok("add", "-", "-C", self.db, stdin=lines(300).encode())
        self.assertIn(b"300 new, 0 known", done.stderr)
        before = self.rows("SELECT * FROM report"), self.rows("SELECT * FROM findings"), self.rows("SELECT * FROM arrival")
        done = self.ok("add", "-", "-C", self.db, stdin=lines(300).encode())
        self.assertIn(b"0 new, 300 known", done.stderr)
        self.assertEqual(before, (self.rows("SELECT * FROM report"), self.rows("SELECT * FROM findings"), self.rows("SELECT * FROM arrival")))

    def test_same_input_same_rows(self):
        other = self.folder / "other.db"
        for jobs, db in ((1, self.db), (4, other)):
            self.ok("add", "-", "-C", db, "-j", jobs, stdin=lines(300).encode())
        first = self.rows("SELECT * FROM report"), self.rows("SELECT * FROM figures")
        self.db = other
        self.assertEqual(first, (self.rows("SELECT * FROM report"), self.rows("SELECT * FROM figures")))
        self.assertGreaterEqual(len(first[1]), 600)

    def test_killed_at_any_moment(self):
        count = 2000
        source = self.folder / "in.jsonl"
        source.write_text(lines(count), encoding="utf-8")
        luck = random.Random(7)
        killed = 0
        for _ in range(ROUNDS):
            process = subprocess.Popen([TAWATUR, "add", str(source), "-C", str(self.db), "-q"], stderr=subprocess.PIPE)
            time.sleep(luck.uniform(0.01, 0.6))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            killed += process.returncode == -signal.SIGKILL
            if self.db.exists() and self.db.stat().st_size > 0:
                done = run("verify", "-C", self.db)
                self.assertIn(done.returncode, (0, 2), done)  # 2: there is not even a schema yet
                if done.returncode == 0:
                    self.assertEqual(self.rows("SELECT count(*) FROM report WHERE number NOT IN (SELECT report FROM findings)"), [(0,)])
        self.assertGreater(killed, 0)
        self.ok("add", source, "-C", self.db)
        self.ok("verify", "-C", self.db)
        self.assertEqual(self.rows("SELECT count(*), count(DISTINCT sha256) FROM report"), [(count, count)])

    def test_two_at_once(self):
        source = self.folder / "in.jsonl"
        source.write_text(lines(600), encoding="utf-8")
        both = [subprocess.Popen([TAWATUR, "add", str(source), "-C", str(self.db), "-q"], stderr=subprocess.PIPE) for _ in range(2)]
        for process in both:
            _, error = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0, error)
        self.ok("verify", "-C", self.db)
        self.assertEqual(self.rows("SELECT count(*) FROM report"), [(600,)])

    def test_verify_finds_a_flipped_byte(self):
        path = self.folder / "a.txt"
        path.write_text(TEXT.format(3, 4) * 20, encoding="utf-8")
        self.ok("add", path, "-C", self.db)
        self.ok("verify", "-C", self.db)
        content = bytearray(self.db.read_bytes())
        at = content.index("الدفاع المدني".encode())
        content[at + 1] ^= 1
        self.db.write_bytes(content)
        done = self.ok("verify", "-C", self.db, code=4)
        self.assertIn(b"a.txt", done.stdout)

    def test_full_disk(self):
        # A limit on the file's size ends a write as a full disk does.
        source = self.folder / "in.jsonl"
        source.write_text(lines(3000), encoding="utf-8")
        done = subprocess.run(["bash", "-c", 'trap "" XFSZ; ulimit -f 2000; exec "$0" add "$1" -C "$2" -q', TAWATUR, str(source), str(self.db)], capture_output=True, timeout=240)
        self.assertEqual(done.returncode, 74, done)
        self.assertIn(str(self.db).encode(), done.stderr)
        self.ok("add", source, "-C", self.db)
        self.ok("verify", "-C", self.db)
        self.assertEqual(self.rows("SELECT count(*) FROM report"), [(3000,)])

    def json_lines(self, *arguments, code=0, **options):
        return [json.loads(line) for line in self.ok(*arguments, code=code, **options).stdout.decode().splitlines()]

    def stories(self, db):
        base = sqlite3.connect(db)
        try:
            rows = base.execute("SELECT id, title, date, place, killed_low, killed_high, reports, conflicts FROM story ORDER BY id").fetchall()
            parts = base.execute("SELECT s.id, r.sha256, m.dated FROM story_report m JOIN story s ON s.number = m.story JOIN report r ON r.number = m.report ORDER BY 1, 2").fetchall()
            return rows, parts
        finally:
            base.close()

    def test_any_order_ends_in_the_same_stories(self):
        inputs = self.folder / "in"
        inputs.mkdir()
        for path in sorted(SAMPLES.glob("**/*.txt"))[:5]:
            shutil.copy(path, inputs / path.name)
        for i, line in enumerate(lines(4).splitlines()):
            (inputs / f"flood{i}.jsonl").write_text(line + "\n", encoding="utf-8")
        self.ok("add", inputs, "-C", self.db)
        at_once = self.stories(self.db)
        self.assertGreater(len(at_once[0]), 0)
        paths = sorted(inputs.iterdir())
        other = self.folder / "other.db"
        random.Random(1).shuffle(paths)
        for path in paths:
            self.ok("add", path, "-C", other, "-q")
        self.assertEqual(self.stories(other), at_once)
        # The dossier of a kept story is the one of a run over everything.
        direct = {s["id"]: s for s in json.loads(self.ok("run", "-C", self.db, "--json").stdout)["stories"]}
        self.assertEqual({row[0] for row in at_once[0]}, set(direct))
        for story in direct:
            self.assertEqual(json.loads(self.ok("show", story, "-C", self.db, "--json").stdout)["stories"], [direct[story]])
        # Nothing touched, nothing made.
        self.assertIn(b" 0 made anew, 0 gone", self.ok("build", "-C", self.db).stderr)

    def test_a_correction_stays(self):
        self.ok("add", "-", "-C", self.db, "-q", stdin=lines(1).encode())
        figure = next(f for f in self.json_lines("figures", "-C", self.db, "--json") if f["kind"] == "killed")
        self.assertEqual((figure["low"], figure["high"]), (3, 3))
        name = figure["figure_ids"][0]
        self.ok("review", "correct", name, "low=4", "speaker.name=وزارة الصحة", "-C", self.db, "--by", "reader", "--reason", "خطأ مطبعي")
        injured = next(f for f in self.json_lines("figures", "-C", self.db) if f["kind"] == "injured")
        self.ok("review", "reject", injured["figure_ids"][0], "-C", self.db, "--by", "reader")
        claims = self.rows("SELECT count(*) FROM claims")

        def check():
            rows = self.json_lines("figures", "-C", self.db)
            self.assertEqual([f["kind"] for f in rows], ["killed"])
            self.assertEqual((rows[0]["low"], rows[0]["high"], rows[0]["speaker"]["name"]), (4, 4, "وزارة الصحة"))
            self.assertEqual(rows[0]["review"]["machine"]["low"], 3)
            self.assertEqual(rows[0]["review"]["by"], "reader")
            story = json.loads(self.ok("show", rows[0]["story"], "-C", self.db, "--json").stdout)["stories"][0]
            self.assertEqual(story["killed"]["best"], 4)
            self.assertIsNone(story["injured"])
            self.assertEqual({r["id"]: r["status"] for r in story["reviews"]}, {name: "corrected", injured["figure_ids"][0]: "rejected"})
            self.assertIn("5", story["reviews"][1]["evidence"]["text"])
            # What was read stays as it was read.
            self.assertEqual(self.rows("SELECT low FROM figures WHERE kind = 'killed'"), [(3,)])

        check()
        # A list that makes the verb mean nothing: the machine no longer reads the figure, the decision stands.
        words = self.folder / "own.tsv"
        words.write_text("".join(f"{w}\t-\tloaded\n" for w in ("قتل", "أصيب", "وأصيب")), encoding="utf-8")
        done = self.ok("reread", "-C", self.db, "--lexicon", words)
        self.assertIn(b"1 reports read anew", done.stderr)
        self.assertEqual(self.rows("SELECT count(*) FROM figures WHERE kind = 'killed'"), [(0,)])
        rows = self.json_lines("figures", "-C", self.db)
        self.assertEqual((rows[0]["low"], rows[0]["speaker"]["name"]), (4, "وزارة الصحة"))
        self.ok("reread", "-C", self.db, "--no-lexicon")
        check()
        self.assertEqual(self.rows("SELECT count(*) FROM claims"), claims)
        log = self.json_lines("review", "list", "-C", self.db)
        self.assertEqual([(r["action"], r["who"]) for r in log], [("correct", "reader"), ("reject", "reader")])
        self.assertEqual(log[0]["before"]["low"], 3)
        self.assertEqual(log[0]["reason"], "خطأ مطبعي")
        self.assertIn("قتل 3 شخصا", log[0]["before"]["evidence"]["text"])
        self.assertIn("review 1", self.ok("why", name, "-C", self.db).stdout.decode())
        self.ok("review", "undo", "2", "-C", self.db, "--by", "second reader")
        self.assertEqual(len(self.json_lines("figures", "-C", self.db)), 2)
        self.assertEqual(len(self.json_lines("review", "list", "-C", self.db)), 3)
        self.ok("verify", "-C", self.db)

    def test_moves_and_names(self):
        self.ok("add", "-", "-C", self.db, "-q", stdin=lines(3).encode())
        before = self.json_lines("events", "-C", self.db)
        self.assertEqual([e["reports"] for e in before], [3])
        self.ok("review", "move", "r1", "--alone", "-C", self.db, "--by", "reader")
        self.assertEqual(sorted(e["reports"] for e in self.json_lines("events", "-C", self.db)), [1, 2])
        self.ok("review", "move", "r1", "--with", "r0", "-C", self.db, "--by", "reader")
        self.assertEqual([e["reports"] for e in self.json_lines("events", "-C", self.db)], [3])
        self.ok("review", "move", "r1", "--with", "r1", "-C", self.db, "--by", "reader", code=2)
        speaker = next(f for f in self.json_lines("figures", "-C", self.db) if f["speaker"])["speaker"]["id"]
        self.ok("review", "merge", "entity:" + speaker, "--into", "organisation~aaaa", "-C", self.db, "--by", "reader")
        speakers = {f["speaker"]["id"] for f in self.json_lines("figures", "-C", self.db) if f["speaker"]}
        self.assertIn("organisation~aaaa", speakers)
        self.assertNotIn(speaker, speakers)
        self.ok("review", "undo", "3", "-C", self.db, "--by", "reader")
        speakers = {f["speaker"]["id"] for f in self.json_lines("figures", "-C", self.db) if f["speaker"]}
        self.assertIn(speaker, speakers)
        self.assertNotIn("organisation~aaaa", speakers)

    def test_search_filters(self):
        self.ok("add", "-", "-C", self.db, "-q", stdin=lines(4).encode())
        found = self.json_lines("search", "فيضان*", "-C", self.db)
        self.assertEqual(len(found), 4)
        self.assertTrue(all(TEXT.format(3, 5).encode()[h["begin"]:h["end"]].decode().startswith("فيضان") for f in found if f["report"] == "r0" for h in f["hits"]))
        self.assertEqual(len(self.json_lines("search", "فيضان*", "--kind", "killed", "--since", "2021-03-01", "--until", "2021-03-31", "-C", self.db)), 4)
        self.ok("search", "فيضان*", "--kind", "displaced", "-C", self.db, code=1)
        self.ok("search", "فيضان*", "--since", "2021-03-08", "-C", self.db, code=1)
        self.assertEqual(len(self.json_lines("search", "--place", "Beirut", "-C", self.db)), len(self.json_lines("search", "--place", "بيروت", "-C", self.db)))
        self.assertEqual(len(self.json_lines("events", "--kind", "killed", "-C", self.db)), 1)
        self.ok("events", "--type", "air_strike", "-C", self.db, code=1)
        self.ok("show", "nothing", "-C", self.db, code=2)
        self.assertEqual(self.ok("figures", "-f", "csv", "-C", self.db).stdout.split(b"\r\n")[0], b"id,kind,value,who,as_of,speaker,status,quote")
        self.assertIn("\u2068".encode(), self.ok("events", "-f", "table", "-C", self.db).stdout)

    def test_public_is_of_the_whole_case(self):
        """Whom one report shows to be a victim is nobody's to read or to find in the others."""
        child, witness = "سامر الخطيب", "هدى المصري"
        bridge = f"حلب (رويترز) - افتتح المهندس {child} جسرا جديدا في مدينة حلب يوم الأحد، وأصيب 4 أشخاص في تدافع، حسبما قال المهندس {child}.\n"
        raid = (f"بيروت (أ ف ب) - قتل ثلاثة أشخاص بينهم الطفل {child} (9 أعوام) في غارة على بلدة بعلبك يوم الجمعة، حسبما أعلن الدفاع المدني. "
                f"وقالت الشاهدة {witness} إن الغارة دمرت منزلين.\n")
        inputs = self.folder / "in.jsonl"
        rows = [{"id": "bridge", "published": "2021-03-07", "text": bridge, "title": f"{child} يفتتح الجسر"}, {"id": "raid", "published": "2022-05-07", "text": raid}]
        inputs.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        self.ok("add", inputs, "-C", self.db, "-q")
        verbs = [[*verb, *table] for verb in (["show", "bridge"], ["figures", "bridge"], ["events"], ["timeline", "bridge"], ["sources", "bridge"], ["review", "queue"],
                                              ["diff", "bridge", "--from", "2020-01-01"], ["search", "الجسر"]) for table in ([], ["--format", "table"])]
        named = 0
        for verb in verbs:
            named += child in self.ok(*verb, "-C", self.db).stdout.decode()
            masked = self.ok(*verb, "-C", self.db, "--public").stdout.decode()
            for name in (child, witness):
                self.assertNotIn(name, masked, verb)
        self.assertGreater(named, 8)  # it was there to be masked
        # Nobody is found by a name that is withheld; the rest of the report is.
        for verb in (["search", child], ["search", f"جسرا {child}"], ["search", witness], ["search", "هدى"], ["events", "هدى"], ["events", child],
                     ["search", "--actor", child], ["events", "--actor", witness], ["figures", "--speaker", child]):
            self.ok(*verb, "-C", self.db, "--public", code=1)
        for verb in (["search", "بعلبك"], ["events", "بعلبك"], ["search", child], ["events", "--actor", child]):
            self.ok(*verb, "-C", self.db, *([] if child in verb else ["--public"]))

    def test_usage(self):
        self.ok("verify", "-C", self.db, code=2)
        self.ok("run", "-C", self.db, code=2)
        self.ok("run", code=2)
        self.ok("run", "x", "-C", self.db, code=2)
        (self.folder / "bad.jsonl").write_text(lines(2) + "no json\n", encoding="utf-8")
        self.ok("add", self.folder / "bad.jsonl", "-C", self.db, "--format", "jsonl", code=3)
        self.assertEqual(self.rows("SELECT count(*) FROM report"), [(2,)])
        self.ok("verify", env={**os.environ, "TAWATUR_STORE": str(self.db)})
        self.ok("verify", cwd=self.folder, code=2)
        text = self.folder / "text.db"
        text.write_text("no store\n" * 100)
        done = self.ok("add", self.folder / "bad.jsonl", "-C", text, code=2)
        self.assertIn(b"text.db", done.stderr)
        self.assertEqual(text.read_text(), "no store\n" * 100)

    def test_doctor(self):
        self.assertNotIn(b"BAD", self.ok("doctor").stdout)


if __name__ == "__main__":
    unittest.main()
