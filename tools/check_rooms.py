#!/usr/bin/env python3
"""Fails on an include that the table of src/README.md does not allow. usage: tools/check_rooms.py [TOP]"""
import pathlib
import re
import sys

top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
src = top / "src"

rows = {}
for line in (src / "README.md").read_text(encoding="utf-8").splitlines():
    cells = [c.strip() for c in line.strip().strip("|").split("|")]
    if line.startswith("|") and len(cells) == 3 and cells[0] not in ("room", "") and not cells[0].startswith("-"):
        rows[cells[0]] = tuple({w.strip() for w in cell.split(",") if w.strip()} for cell in cells[1:])

bad = []
if not rows:
    bad.append("src/README.md: no table of rooms found")
rooms = {p.name for p in src.iterdir() if p.is_dir() and any(p.glob("*.h"))}
for room in sorted(rooms - rows.keys()):
    bad.append(f"src/{room}: has no row in the table of src/README.md")

for path in sorted(src.rglob("*")):
    if path.suffix not in (".h", ".cpp", ".def", ".in"):
        continue
    relative = path.relative_to(src)
    room = relative.parts[0] if len(relative.parts) > 1 else "engine"
    allowed, outside = rows.get(room, (set(), set()))
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not match:
            continue
        kind, name = match.groups()
        first = name.split("/")[0]
        if kind == '"':
            # A name without a folder is a file that the build makes for this room.
            fine = first == room or first in allowed or name in allowed or ("/" not in name and name.endswith(".inc"))
        else:
            # The standard library and the system have no dot or are under sys/; everything else is a dependency and must be named.
            system = {"fcntl.h", "unistd.h", "dirent.h", "sys/stat.h", "sys/mman.h", "sys/types.h", "pthread.h", "signal.h", "poll.h", "glob.h", "strings.h", "locale.h"}
            fine = re.fullmatch(r"[a-z_0-9]+", name) or name in system or name in outside or first in outside or first.removesuffix(".h") in outside
        if not fine:
            bad.append(f"src/{relative}:{number}: {room}/ may not include {name}")

for line in bad:
    print(line)
print(f"check_rooms: {len(rows)} rooms, {len(bad)} wrong includes")
sys.exit(1 if bad else 0)
