#!/usr/bin/env python3
"""What comes out of the samples obeys the shipped schemas, and every quote stands where it says. Needs TAWATUR and TAWATUR_SOURCE_DIR."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import jsonschema

TAWATUR = os.environ["TAWATUR"]
SAMPLES = sorted((pathlib.Path(os.environ["TAWATUR_SOURCE_DIR"]) / "samples").glob("*.txt"))


def run(*arguments):
    done = subprocess.run([TAWATUR, *map(str, arguments)], capture_output=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def validator(name):
    schema = json.loads(run("schema", name))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def quotes(thing, report=None):
    """All (report or None, quote) below a value: anything with begin, end and text."""
    if isinstance(thing, dict):
        if {"begin", "end", "text"} <= thing.keys():
            yield thing.get("report", report), thing
        for value in thing.values():
            yield from quotes(value, report)
    elif isinstance(thing, list):
        for value in thing:
            yield from quotes(value, report)


class SchemaTest(unittest.TestCase):
    def check(self, name, thing):
        errors = sorted(validator(name).iter_errors(thing), key=lambda e: list(e.path))
        self.assertEqual([f"{list(e.path)}: {e.message[:200]}" for e in errors[:5]], [])

    def check_quotes(self, thing, report=None):
        texts = {str(path): path.read_bytes() for path in SAMPLES}
        count = 0
        for where, quote in quotes(thing, report):
            if where is None:  # a part of a quoted statement: the statement's own evidence names the report
                continue
            words = texts[where][quote["begin"] : quote["end"]].decode("utf-8", "replace")
            self.assertEqual(words, quote["text"], f"{where}:{quote['begin']}-{quote['end']}")
            count += 1
        return count

    @classmethod
    def setUpClass(cls):
        assert SAMPLES
        with tempfile.TemporaryDirectory() as folder:
            findings = pathlib.Path(folder) / "findings.jsonl"
            cls.dossiers = run("run", "--json", "--findings", findings, *SAMPLES)
            cls.dated = [json.loads(line) for line in findings.read_text(encoding="utf-8").splitlines()]
        cls.found = [json.loads(line) for line in run("extract", *SAMPLES).decode().splitlines()]

    def test_findings_obey_their_schema(self):
        for found in self.found + self.dated:
            self.check("findings", found)

    def test_dossiers_obey_their_schema(self):
        self.check("dossiers", json.loads(self.dossiers))

    def test_every_quote_stands_where_it_says(self):
        counts = [self.check_quotes(found, found["report"]["id"]) for found in self.found]
        self.assertGreater(sum(counts), len(SAMPLES))
        self.assertGreater(self.check_quotes(json.loads(self.dossiers)), 0)

    def test_ids_are_unique(self):
        for found in self.found:
            ids = [thing["id"] for kind in ("figures", "claims", "events") for thing in found[kind]]
            self.assertEqual(len(ids), len(set(ids)), found["report"]["id"])

    def test_order_and_workers_change_nothing(self):
        self.assertEqual(run("run", "--json", "-j", 3, *reversed(SAMPLES)), self.dossiers)
        self.assertEqual(run("run", "--json", "-j", 1, *SAMPLES), self.dossiers)

    def test_a_claimed_fact_names_its_source_or_nobody(self):
        for found in self.found:
            for figure in found["figures"]:
                if figure["speaker"]:
                    self.assertTrue(figure["speaker"].get("text"), figure["id"])


if __name__ == "__main__":
    unittest.main()
