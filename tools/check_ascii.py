#!/usr/bin/env python3
"""Fails on letters beyond ASCII in C++ and on hidden direction marks in any source. usage: tools/check_ascii.py [TOP]

Arabic stands in data/, cases/, samples/ and tests/: right-to-left text in code cannot be reviewed, and direction marks can hide code.
"""
import pathlib
import sys

top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
CODE = {".h", ".cpp", ".def", ".in"}
SCRIPTS = {".py", ".ts", ".tsx", ".js", ".css", ".cmake", ".txt", ".sh", ""}
MARKS = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

bad = []
files = 0
for folder in ("src", "apps", "tests", "bench", "fuzz", "tools", "scripts", "ui"):
    for path in sorted((top / folder).rglob("*")):
        if not path.is_file() or path.suffix not in CODE | SCRIPTS or "node_modules" in path.parts or "__pycache__" in path.parts:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            bad.append(f"{path.relative_to(top)}: is no UTF-8")
            continue
        files += 1
        lines = list(enumerate(text.splitlines(), 1))
        if path.suffix in CODE and folder != "tests":
            wide = [number for number, line in lines if not line.isascii()]
            if wide:
                bad.append(f"{path.relative_to(top)}:{wide[0]}: {len(wide)} lines with signs beyond ASCII; letters belong in data/ or cases/")
        bad += [f"{path.relative_to(top)}:{number}: hidden direction mark" for number, line in lines if MARKS & set(line)]

for line in bad:
    print(line)
print(f"check_ascii: {files} files, {len(bad)} findings")
sys.exit(1 if bad else 0)
