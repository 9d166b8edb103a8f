#!/usr/bin/env python3
"""Events by sentence: cases/events/*.tsv through the command line. Needs TAWATUR and TAWATUR_SOURCE_DIR.

FLOOR is what is reached, so that none of it is lost. Raise it with every gain. SHOW=1 prints the misses, of the kept-out part none.
A sentence tells an ASSAULT (a PROTEST) where an event of a class with that PLOVER code happened or was attempted in it.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

TAWATUR = os.environ["TAWATUR"]
FOLDER = pathlib.Path(os.environ["TAWATUR_SOURCE_DIR"]) / "cases" / "events"

FLOOR = {  # precision, recall
    "sentences.tsv": {"ASSAULT": (0.98, 0.98), "PROTEST": (0.98, 0.97)},
    "kept-out.tsv": {"ASSAULT": (0.86, 0.91), "PROTEST": (0.98, 0.68)},
}


def sentences(name):
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def codes(cases):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "sentences.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for number, (_, text) in enumerate(cases):
                out.write(json.dumps({"id": f"s{number}", "text": text}, ensure_ascii=False) + "\n")
        done = subprocess.run([TAWATUR, "extract", "--format", "jsonl", str(path)], capture_output=True, timeout=240, check=True)
    for line in done.stdout.decode().splitlines():
        events = json.loads(line)["events"]
        yield {(e["plover"] or "").split(":")[0] for e in events if e["status"] in ("happened", "attempted") and not e.get("background")}


class Sentences(unittest.TestCase):
    def check(self, name):
        cases = sentences(name)
        found = list(codes(cases))
        self.assertEqual(len(found), len(cases))
        for code, floor in FLOOR[name].items():
            right = sum(label == code and code in seen for (label, _), seen in zip(cases, found))
            # A protest that the police shoots at tells both.
            extra = [text for (label, text), seen in zip(cases, found) if label == "none" and code in seen]
            missed = [text for (label, text), seen in zip(cases, found) if label == code and code not in seen]
            precision, recall = right / max(1, right + len(extra)), right / max(1, right + len(missed))
            what = f"{name} {code} precision {precision:.3f} recall {recall:.3f}"
            if name != "kept-out.tsv":
                what += "\nextra: " + "\n  ".join(extra) + "\nmissed: " + "\n  ".join(missed)
            if os.environ.get("SHOW"):
                print(what)
            self.assertGreaterEqual(precision, floor[0], what)
            self.assertGreaterEqual(recall, floor[1], what)

    def test_sentences(self):
        self.check("sentences.tsv")

    def test_kept_out(self):
        self.check("kept-out.tsv")


if __name__ == "__main__":
    unittest.main()
