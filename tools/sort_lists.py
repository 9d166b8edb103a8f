#!/usr/bin/env python3
"""Sort the word lists of data/lexicon by byte order, keeping each file's head comment; drop lines that stand twice.

usage: sort_lists.py [--check] [FILE...]      (default: all lists; --check only says which are not sorted, exit 1)
"""
import pathlib, sys

check = "--check" in sys.argv
root = pathlib.Path(__file__).resolve().parent.parent / "data" / "lexicon"
files = [pathlib.Path(a) for a in sys.argv[1:] if not a.startswith("--")] or sorted(root.glob("*.tsv"))
bad = 0
for path in files:
    lines = path.read_bytes().decode("utf-8").splitlines()
    head = [l for l in lines if l.startswith("#")]
    body = sorted({l for l in lines if l.strip() and not l.startswith("#")}, key=lambda l: l.encode())
    text = "\n".join(head + body) + "\n"
    if text.encode() != path.read_bytes():
        bad += 1
        print(path.name)
        if not check:
            path.write_bytes(text.encode())
sys.exit(1 if check and bad else 0)
