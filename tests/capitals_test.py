#!/usr/bin/env python3
"""Every capital of a governorate or district (tests/capitals.tsv) is found by every usual spelling, in its country, with a point.

Needs TAWATUR and TAWATUR_SOURCE_DIR. Names that several countries share are asked for in a sentence that names the state.
"""
import json, os, pathlib, subprocess, sys, unittest

SOURCE = pathlib.Path(os.environ.get("TAWATUR_SOURCE_DIR", pathlib.Path(__file__).resolve().parent.parent))
SETTLED = {"city", "region", "town", "capital", "village", "district", "governorate", "country"}


def rows():
    out = {}
    for path in (SOURCE / "data" / "lexicon").glob("names*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                c = line.split("\t")
                out[c[0]] = (c, dict(x.strip().split("=", 1) for x in c[6].split(";") if x.strip()))
    return out


class Capitals(unittest.TestCase):
    def test_every_spelling(self):
        names = rows()

        def country(i):
            for _ in range(6):
                if i not in names: return None
                if names[i][0][2] == "country": return i
                i = names[i][1].get("parent")

        asked = []
        for line in (SOURCE / "tests" / "capitals.tsv").read_text(encoding="utf-8").splitlines():
            if line.startswith("#"): continue
            state, _, spellings = line.split("\t")
            asked += [(state, s) for s in spellings.split("|")]
        self.assertGreater(len(asked), 450)
        reports = []
        for n, (state, name) in enumerate(asked):
            head = "" if name.startswith("مدينة ") else "مدينة "
            reports.append(json.dumps({"id": str(n), "text": f"افتتحت سوق كبيرة في {head}{name} أمس. وقالت وسائل إعلام في {names[state][0][3]} إن الناس فرحوا."}))
        run = subprocess.run([os.environ["TAWATUR"], "extract", "-q", "--format", "jsonl", "-"], input="\n".join(reports).encode(), stdout=subprocess.PIPE, check=True)
        bad = []
        for (state, name), report, line in zip(asked, reports, run.stdout.splitlines()):
            text = json.loads(report)["text"].encode()
            begin = text.index(name.encode())
            found = [e for e in json.loads(line)["entities"] if e["begin"] < begin + len(name.encode()) and begin < e["end"] and e["type"] == "place"]
            ids = [e["id"] for e in found]
            if not any(i in names and country(i) == state and "lat" in names[i][1] and names[i][0][2] in SETTLED and
                       (names[i][1].get("parent") or names[i][0][2] == "country") for i in ids):
                bad.append(f"{state}: {name}: {ids}")
        self.assertEqual(bad, [], "\n".join(bad))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + ["-v"])
