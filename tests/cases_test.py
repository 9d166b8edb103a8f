#!/usr/bin/env python3
"""The case files of numbers, times and bylines through the command line, as JSON Lines.

Needs TAWATUR and TAWATUR_SOURCE_DIR. tests/numbers_test.cpp and its neighbours read the same files and ask the
library; what only the library knows (modality, what counts nothing) is asked there alone.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

TAWATUR = os.environ["TAWATUR"]
CASES = pathlib.Path(os.environ["TAWATUR_SOURCE_DIR"]) / "cases"


def read_cases(folder):
    """Cases of every *.txt: where, published, text, wanted fields (tests/case_lines.h tells the format)."""
    out = []
    for path in sorted((CASES / folder).glob("*.txt")):
        published, now = "", None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() + [""], 1):
            if line.startswith("@"):
                published = line[1:].strip()
                continue
            if line == "":
                if now and now["text"]:
                    out.append(now)
                now = None
                continue
            if line[0] not in ">|=!":
                continue
            if now is None:
                now = {"where": f"{path.name}:{number}", "published": published, "text": "", "url": "", "want": []}
            if line[0] in ">|":
                now["text"] += ("\n" if now["text"] else "") + line[1:].strip()
            elif line[0] == "!":
                now["url"] = line[1:].strip()
            else:
                now["want"].append([field.strip() for field in line[1:].split("|")])
    return out


def extract(cases):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "cases.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for index, case in enumerate(cases):
                record = {"id": f"c{index}", "text": case["text"]}
                if case["published"]:
                    record["published"] = case["published"]
                if case["url"]:
                    record["url"] = case["url"]
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        command = [TAWATUR, "extract", "--format", "jsonl", str(path)]
        done = subprocess.run(command, capture_output=True, timeout=240, check=False)
        assert done.returncode == 0, done.stderr.decode()
        findings = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {finding["report"]["id"]: finding for finding in findings}


def number(value):
    return f"{value:.10g}" if value != int(value) else str(int(value))


class Cases(unittest.TestCase):
    def compare(self, folder, least, read):
        cases = read_cases(folder)
        self.assertGreaterEqual(len(cases), least)
        got = extract(cases)
        for index, case in enumerate(cases):
            with self.subTest(case["where"] + " " + case["text"][:120]):
                want, found = read(case, got[f"c{index}"])
                self.assertEqual(found, want)

    def test_numbers(self):
        def read(case, finding):
            found = []
            for n in finding["numbers"]:
                if n["value"] is not None:
                    value = number(n["value"])
                elif n["kind"] == "range":
                    value = number(n["low"]) + ".." + number(n["high"])
                else:
                    value = "-"
                found.append([n["text"], value])
            return [want[:2] for want in case["want"] if want != ["none"]], found
        self.compare("numbers", 250, read)

    def test_times(self):
        def read(case, finding):
            found = [[t["text"], t["value"] or ""] for t in finding["times"]]
            return [(want + [""])[:2] for want in case["want"] if want != ["none"]], found
        self.compare("times", 150, read)

    @staticmethod
    def publication(case, finding):
        # The first stamp that tells of publication, else the last update, dates a report that came without a date.
        want = [None, "none"]
        stamps = [w for w in case["want"] if w != ["none"]]
        for kind in ("url", "published", "updated"):
            for value, stamp in stamps:
                if stamp == kind and want[0] is None:
                    want = [value, {"published": "byline"}.get(stamp, stamp)]
        report = finding["report"]
        return want, [report["published"], report["published_basis"]]

    def test_bylines(self):
        self.compare("bylines", 60, self.publication)

    def test_urls(self):
        self.compare("urls", 8, self.publication)


if __name__ == "__main__":
    unittest.main()
