#!/usr/bin/env python3
"""Texts about sport, business, culture and politics give hardly a figure: nobody is hurt, taken or freed in them.

Needs TAWATUR and TAWATUR_SOURCE_DIR. The texts are those of ../shared/eval/bulk.jsonl whose ids tests/no_figures.txt lists;
where that file is not there (TAWATUR_BULK names another place), nothing is tested.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["TAWATUR_SOURCE_DIR"])
BULK = pathlib.Path(os.environ.get("TAWATUR_BULK", SOURCE.parent / "shared" / "eval" / "bulk.jsonl"))
MOST = 4


class FalseAlarms(unittest.TestCase):
    def test_texts_without_casualties(self):
        if not BULK.is_file():
            self.skipTest(f"no {BULK.name}")
        ids = {line for line in (SOURCE / "tests" / "no_figures.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"}
        self.assertEqual(len(ids), 200)
        with BULK.open(encoding="utf-8") as lines:
            reports = [line for line in lines if json.loads(line)["id"] in ids]
        self.assertEqual(len(reports), len(ids), "a listed text is missing")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "bulk.jsonl"
            path.write_text("".join(reports), encoding="utf-8")
            done = subprocess.run([os.environ["TAWATUR"], "extract", "-q", "--format", "jsonl", str(path)], capture_output=True, timeout=240, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        found = []
        for line in done.stdout.decode().splitlines():
            finding = json.loads(line)
            found += [f'{finding["report"]["id"]}: {f["kind"]} {f["number"]["text"]} ({f["rule"]})' for f in finding["figures"]]
        self.assertLessEqual(len(found), MOST, "\n".join(found))


if __name__ == "__main__":
    unittest.main()
