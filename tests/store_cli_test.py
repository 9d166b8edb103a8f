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
ROUNDS = int(os.environ.get("TAWATUR_KILLS", "8"))
TEXT = "بيروت (أ ف ب) - قتل {} شخصا وأصيب {} آخرون في فيضانات ضربت شمال البلاد يوم الأحد، حسبما أعلن الدفاع المدني.\n"


def run(*arguments, stdin=b"", **options):
    return subprocess.run([TAWATUR, *map(str, arguments)], input=stdin, capture_output=True, timeout=240, **options)


def lines(count, first=0):
    return "".join(json.dumps({"id": f"r{i}", "text": TEXT.format(3 + i, 2 * i + 5), "published": "2021-03-07"}, ensure_ascii=False) + "\n" for i in range(first, first + count))


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
        count = 3000
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
