#!/usr/bin/env python3
"""eval as its users meet it: findings held against a gold. Needs TAWATUR=path of the binary."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

TAWATUR = os.environ["TAWATUR"]
TEXT = "بيروت - قتل 12 شخصا وأصيب 30 آخرون في فيضانات ضربت بلدة زحلة يوم الأحد، حسبما أعلن الدفاع المدني.\n"


def run(*arguments, stdin=b""):
    return subprocess.run([TAWATUR, *map(str, arguments)], input=stdin, capture_output=True, timeout=120)


class EvalTest(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        reports = [{"id": "a", "text": TEXT, "published": "2021-03-08"}, {"id": "b", "text": TEXT.replace("12", "14"), "published": "2021-03-09"}]
        source = self.folder / "in.jsonl"
        source.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")
        self.found = [json.loads(line) for line in run("extract", source).stdout.splitlines()]
        self.gold = json.loads(json.dumps(self.found))

    def write(self, name, lines):
        path = self.folder / name
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        return path

    def eval(self, *more, code=0):
        done = run("eval", self.write("gold.jsonl", self.gold), self.write("found.jsonl", self.found), *more)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return {(row["what"], row["name"]): row for row in map(json.loads, done.stdout.splitlines())}

    def test_what_was_found_is_all_right_against_itself(self):
        rows = self.eval()
        total = rows["figures", "all"]
        self.assertEqual((total["right"], total["extra"], total["missed"], total["f1"]), (4, 0, 0, 1))
        self.assertEqual(total["recall"]["value"], 1)
        self.assertAlmostEqual(total["recall"]["low"], 0.5101, places=4)  # four of four may be luck: Wilson at 95 %
        self.assertEqual(rows["figures", "killed"]["right"], 2)
        self.assertEqual(rows["figures.slot", "speaker"]["right"], 4)

    def test_each_kind_of_mistake(self):
        killed, injured = self.gold[0]["figures"]
        self.assertEqual((killed["kind"], injured["kind"]), ("killed", "injured"))
        killed["low"] = killed["high"] = 13                      # another value: missed here, extra there
        injured["speaker"] = None                                # the gold says that nobody states it
        self.gold[1]["figures"][0]["optional"] = True            # neither needed nor wrong
        self.gold[1]["figures"][1]["kind_also"] = ["killed"]
        self.found[1]["figures"][1]["kind"] = "killed"           # accepted
        errors = self.folder / "errors.jsonl"
        rows = self.eval("--errors", errors)
        total = rows["figures", "all"]
        self.assertEqual((total["right"], total["extra"], total["missed"]), (2, 1, 1))
        self.assertEqual(rows["figures.slot", "speaker"]["right"], 1)
        mistakes = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
        self.assertEqual([(m["mistake"], m["report"]) for m in mistakes], [("other", "a"), ("slot", "a"), ("extra", "a")])
        self.assertEqual(mistakes[1]["slot"], "speaker")

    def test_slots_the_gold_leaves_out_are_not_compared(self):
        for line in self.gold:
            for figure in line["figures"]:
                del figure["speaker"]
                figure["place"] = "زحلة"  # a name will do
        rows = self.eval()
        self.assertNotIn(("figures.slot", "speaker"), rows)
        self.assertEqual(rows["figures.slot", "place"]["right"], 4)

    def test_a_report_without_output_is_missed_and_said(self):
        self.found.pop()
        rows = self.eval(code=3)
        self.assertEqual(rows["figures", "all"]["missed"], 2)
        done = run("eval", self.folder / "gold.jsonl", self.folder / "found.jsonl")
        self.assertIn(b"b: is in the gold", done.stderr)

    def test_usage(self):
        self.write("gold.jsonl", self.gold)
        (self.folder / "bad.jsonl").write_text("[1]\n")
        done = run("eval", self.folder / "gold.jsonl", self.folder / "bad.jsonl")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"bad.jsonl:1", done.stderr)
        self.assertEqual(run("eval", self.folder / "gold.jsonl", self.folder / "none.jsonl").returncode, 2)
        self.assertEqual(run("eval", "-", "-").returncode, 2)
        self.assertIn(b"eval", run("completion", "bash").stdout)

    def test_from_a_pipe(self):
        gold = self.write("gold.jsonl", self.gold)
        done = run("eval", gold, "-", "--format", "csv", stdin=self.write("found.jsonl", self.found).read_bytes())
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertTrue(done.stdout.decode().splitlines()[0].lstrip("\ufeff").startswith("what,name,right"))


if __name__ == "__main__":
    unittest.main()
