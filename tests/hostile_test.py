#!/usr/bin/env python3
"""Inputs made to break a reader: each must end with the exit code and the note that are written beside it, within 300 MB and 5 s of processor time.
Needs TAWATUR=path of the binary. usage: tests/hostile_test.py [--quick] [--table docs/hostile-inputs.md] [NAME...]      --quick leaves out what has a large size in its name"""
import argparse
import functools
import gzip
import io
import json
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib

TAWATUR = os.environ["TAWATUR"]
MEMORY_MB, SECONDS = 300, 5.0
LIMITS = not os.environ.get("TAWATUR_SANITIZED")  # instrumented programs are larger and slower
FLOOD = "بيروت (أ ف ب) - قتل 12 شخصا وأصيب 30 آخرون في فيضانات ضربت شمال البلاد يوم الأحد، حسبما أعلن الدفاع المدني.\n"
STRIKE = "قال مصدر طبي إن ثلاثة مدنيين قتلوا في غارة جوية على بلدة الريحانة فجر اليوم الخميس، وأصيب خمسة آخرون بجروح."
MORE = "وأضاف المتحدث باسم الدفاع المدني أن فرق الإنقاذ تواصل البحث عن عشرات المفقودين في القرى التي غمرتها المياه، وأن الطرق المؤدية إليها ما زالت مقطوعة."
MB = 1 << 20
# The peak of a child counts what its parent held when it was started: so a small process starts the program and waits for it.
WATCH = """import json, os, sys, threading
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
timer = threading.Timer(120, os.kill, (pid, 9))
timer.start()
_, status, usage = os.wait4(pid, 0)
timer.cancel()
with open(os.environ["WATCHED"], "w") as out:
    json.dump([os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime], out)
"""
CASES = []


def case(name, code, note, *options, verb="extract"):
    """Registers a function that writes its input below a folder and gives the arguments. `note`: of a failure, a note of the report, or a word of
    standard error; empty where there is none."""

    def register(make):
        CASES.append((name, code, note, options, verb, make))
        return make

    return register


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return [path]


def file(name, case_name, code, note, data, *options, verb="extract"):
    case(case_name, code, note, *options, verb=verb)(lambda folder: put(folder, name, data() if callable(data) else data))


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


@functools.lru_cache
def zeros(size, level=1):
    """gzip of zeros without making them all."""
    out, packer = io.BytesIO(), zlib.compressobj(level, zlib.DEFLATED, 31)
    for _ in range(size // MB):
        out.write(packer.compress(bytes(MB)))
    out.write(packer.flush())
    return out.getvalue()


def zst_bomb(blocks):
    """A frame of blocks that each repeat one byte 128 KB long; four bytes a block."""
    head = b"\x28\xb5\x2f\xfd\x00\x58"
    body = b"".join(struct.pack("<I", (1 if n == blocks - 1 else 0) | 1 << 1 | (128 << 10) << 3)[:3] + b"\0" for n in range(blocks))
    return head + body


def nested_gzip(data, times):
    for _ in range(times):
        data = gzip.compress(data)
    return data


def archive(entries, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in entries:
            z.writestr(name, data)
    return out.getvalue()


def overlapping_zip(entries, size):
    """Every entry of the list points at the same bytes (after the bomb of D. Fifield)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(bytes(size)) + packer.flush()
    crc = zlib.crc32(bytes(size))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(data), size, 1, 0) + b"a" + data
    central = b"".join(struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, crc, len(data), size, 5, 0, 0, 0, 0, 0, 0) + b"%05d" % n for n in range(entries))
    return local + central + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, entries, entries, len(central), len(local), 0)


def record(kind, block, number=1, content_type="application/http; msgtype=response", length=None, **more):
    fields = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:test:{number}>", "WARC-Target-URI": "https://example.org/", "Content-Type": content_type,
              "Content-Length": len(block) if length is None else length, **more}
    return ("WARC/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items()) + "\r\n").encode() + block + b"\r\n\r\n"


def response(body, *headers):
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *headers]).encode() + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())


PAGE = ("<!DOCTYPE html><html lang='ar'><head><meta charset='utf-8'><title>فيضانات</title></head><body><article><h1>فيضانات</h1>" + f"<p>{FLOOD}</p><p>{STRIKE}</p><p>{MORE}</p>" + "</article></body></html>")
LINE = json.dumps({"text": FLOOD}) + "\n"
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{}</channel></rss>'
LOL = '<!DOCTYPE rss [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"

# Decompression.
file("a.txt.gz", "gzip bomb, 10 MB to 10 GB", 3, "too_large", lambda: zeros(512 * MB) * 20)
file("a.jsonl.gz", "gzip bomb as JSON Lines, one line of 2 GB", 3, "decompression_bomb", lambda: gzip.compress(b'{"text":"') + zeros(512 * MB, 9) * 4, "--format", "jsonl")
file("a.txt.zst", "zstd bomb, 400 KB to 12 GB", 3, "too_large", lambda: zst_bomb(100_000))
file("a.zip", "ZIP bomb, one entry of 300 MB", 3, "too_large", lambda: archive([("a.txt", bytes(300 * MB))]))
file("a.zip", "ZIP with 50 000 entries over the same bytes", 3, "", lambda: overlapping_zip(50_000, 21 * MB))
file("a.gz", "gzip in gzip, 40 layers", 3, "nested_too_deeply", lambda: nested_gzip(FLOOD.encode(), 40))
file("a.gz", "gzip of gzip of a bomb", 3, "too_large", lambda: gzip.compress(gzip.compress(zeros(1024 * MB))))


@case("ZIP in ZIP, 20 layers", 3, "nested_too_deeply")
def _(folder):
    data = FLOOD.encode()
    for _ in range(20):
        data = archive([("a.zip", data)])
    return put(folder, "a.zip", data)


file("a.zip", "ZIP of 16 ZIPs of 16 bombs (after 42.zip)", 3, "decompression_bomb",
     lambda: (lambda inner: archive([(f"{n}.zip", inner) for n in range(16)]))(archive([(f"{m}.txt", bytes(20 * MB)) for m in range(16)])))
file("a.warc", "page under gzip that grows to 1 GB", 3, "too_large", lambda: record("response", response(zeros(1024 * MB), "Content-Encoding: gzip")) + record("response", response(PAGE), 2))
file("a.warc", "page under three codings", 0, "", lambda: record("response", response(gzip.compress(gzip.compress(gzip.compress(PAGE.encode()))), "Content-Encoding: gzip, gzip, gzip")))
file("a.warc", "page under 10 000 codings", 3, "", lambda: record("response", response(zeros(10 * MB), "Content-Encoding: " + "gzip, " * 9999 + "gzip")))
file("a.txt.gz", "gzip cut in the middle", 3, "damaged", lambda: gzip.compress((FLOOD * 1000).encode())[:300])
file("a.txt.gz", "gzip, nothing but its head", 3, "damaged", b"\x1f\x8b\x08")
file("a.txt.gz", "gzip with a wrong checksum", 3, "damaged", lambda: gzip.compress(FLOOD.encode())[:-8] + b"\0" * 8)
file("a.txt.gz", "gzip with other bytes behind it", 3, "damaged", lambda: gzip.compress(FLOOD.encode()) + b"garbage")
file("a.gz", "a million empty gzip members", 0, "empty_input", lambda: gzip.compress(b"", mtime=0) * 1_000_000)
file("a.txt.zst", "zstd cut in the middle", 3, "damaged", lambda: zst_bomb(10)[:-2])
file("a.txt.zst", "zstd that asks for a window of 2 GB", 3, "damaged", b"\x28\xb5\x2f\xfd\x00\xa8" + b"\x01\x00\x00")
file("a.warc.zst", "zstd dictionary of 4 GB announced", 3, "too_large", b"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + b"x" * 100)
file("a.zip", "ZIP cut in the middle", 3, "damaged", lambda: archive([("a.txt", FLOOD * 50), ("b.bin", noise(90_000))])[:60_000])
file("a.zip", "ZIP with a wrong checksum", 3, "damaged", lambda: archive([("a.txt", FLOOD)], zipfile.ZIP_STORED).replace("قتل".encode(), "جرح".encode(), 1))
file("a.zip", "ZIP, its magic number and noise", 3, "damaged", lambda: b"PK\x03\x04" + noise(100_000))


@case("ZIP with a password", 3, "encrypted")
def _(folder):
    data = bytearray(archive([("a.txt", FLOOD)], zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return put(folder, "a.zip", bytes(data))


file("a.zip", "ZIP with names that lead elsewhere", 0, "", lambda: archive([("../../../../tmp/x.txt", FLOOD), ("/etc/passwd", FLOOD), ("C:\\x.txt", FLOOD), ("a\x1b[2Jb.txt", FLOOD)]))
file("a.zip", "ZIP with 60 000 empty entries", 0, "", lambda: archive([(f"{n}/", b"") for n in range(60_000)]))
file("a.zip", "ZIP whose entries are links", 0, "", lambda: links())


def links():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        z.writestr(info, "/etc/passwd")
        z.writestr("a.txt", FLOOD)
    return out.getvalue()


# Text.
file("a.txt", "200 MB without a line end", 3, "too_large", lambda: b"x" * (200 * MB))
file("a.txt", "8 MB without a line end", 0, "", lambda: b"x" * (8 * MB))
file("a.txt", "8 MB of one Arabic sentence", 0, "", lambda: (FLOOD * (8 * MB // len(FLOOD.encode()))))
file("a.txt", "8 MB of one Arabic word without a space", 0, "", lambda: "قتل" * (8 * MB // 6))
file("a.jsonl", "JSON line of 8 MB", 0, "", lambda: json.dumps({"text": "x" * (8 * MB - 20)}))
file("a.jsonl", "20 JSON lines of 4 MB", 0, "", lambda: (json.dumps({"text": "x " * (2 * MB)}) + "\n") * 20, "--format", "jsonl")
file("a.txt", "8 MB of NUL", 3, "not_text", lambda: bytes(8 * MB))
file("a.txt", "8 MB of noise", 3, "not_text", lambda: noise(8 * MB))
file("a.txt", "Arabic with NULs between", 0, "", lambda: (FLOOD * 100).replace(" ", " \0"))
file("a.txt", "Arabic with every tenth byte wrong", 0, "", lambda: bytes(b if n % 10 else 0xFF for n, b in enumerate((FLOOD * 200).encode())))
file("a.txt", "8 MB of marks of direction", 0, "", lambda: "\u202e\u2067\u200f" * (8 * MB // 9))
file("a.txt", "one letter with 3 million vowel signs", 0, "", lambda: "ب" + "\u064b" * 3_000_000)
file("a.txt", "2 MB of digits", 0, "", lambda: "1234567890" * 200_000)
file("a.txt", "2 MB of brackets and quotes", 0, "", lambda: "«(\"" * 500_000)
file("a.txt", "UTF-16 with an odd length", 0, "", lambda: FLOOD.encode("utf-16") + b"\x06")
file("a.txt", "UTF-16 of lone surrogates", 0, "", lambda: b"\xff\xfe" + b"\x00\xd8" * 50_000)
file("a.txt", "a mark of UTF-32 and noise", 0, "", lambda: b"\xff\xfe\0\0" + noise(1 * MB))

# JSON.
file("a.jsonl", "JSON line of 200 MB", 3, "too_large", lambda: LINE.encode() + b'{"text":"' + b"x" * (200 * MB) + b'"}\n' + LINE.encode())
file("a.jsonl", "JSON with 10 million brackets", 3, "bad_json", lambda: '{"text":' + "[" * 10_000_000 + "\n" + LINE)
file("a.json", "JSON, 200 MB of brackets", 3, "bad_json", lambda: '[{"text":' + "[" * (200 * MB), "--format", "json")
file("a.json", "JSON, objects in objects, 20 million deep", 3, "bad_json", lambda: '{"a":' * 20_000_000, "--format", "json")
file("a.jsonl", "JSON with lone surrogates", 0, "lone_surrogate", lambda: '{"text":"\\ud800 x \\udfff"}\n' * 100)
file("a.jsonl", "JSON with the same field a million times", 0, "", lambda: '{"text":"x",' + '"text":"y",' * 1_000_000 + '"id":1}\n')
file("a.jsonl", "50 million lines that are no JSON", 3, "given_up", lambda: LINE + "x\n" * 50_000_000)
file("a.jsonl", "100 MB of empty lines", 0, "", lambda: LINE + "\n" * (100 * MB))
file("a.jsonl", "JSON with NUL and invalid bytes", 3, "bad_json", lambda: LINE.encode() + b'{"text":"\0"}\n{"text":"\xff\xc3"}\n')
file("a.jsonl", "numbers of a thousand digits", 3, "bad_json", lambda: '{"text":"x","n":' + "9" * 1000 + "}\n" + LINE)

# Tables.
file("a.csv", "CSV, a quote that is never closed, 200 MB", 3, "too_large", lambda: 'text\nx\n"' + "x\n" * (100 * MB))
file("a.csv", "CSV, 10 million columns", 3, "no_text_field", lambda: "a," * 5_000_000 + "\n" + "1," * 1000 + "\n")
file("a.csv", "CSV, a million rows without text", 3, "given_up", lambda: "id,text\n" + "1,\n" * 1_000_000)
file("a.csv", "CSV of noise", 3, "", lambda: noise(1 * MB))

# Feeds and pages.
file("a.rss", "feed with an entity bomb (a billion laughs)", 0, "", lambda: RSS.replace("<rss", LOL + "<rss").format(f"<item><title>&a11;</title><description>{FLOOD}</description></item>"))
file("a.rss", "feed with an entity from a file", 0, "", lambda: RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss').format(f"<item><title>&x;</title><description>{FLOOD}</description></item>"))
file("a.rss", "feed, elements 100 000 deep in an item", 3, "", lambda: RSS.format("<item>" + "<a>" * 100_000 + FLOOD + "</item>" + f"<item><title>x</title><description>{FLOOD}</description></item>"))
file("a.rss", "feed, one item of 100 MB", 3, "too_large", lambda: RSS.format("<item><description>" + "x" * (100 * MB) + "</description></item>" + f"<item><description>{FLOOD}</description></item>"))
file("a.rss", "feed, 300 000 items that never end", 3, "", lambda: RSS.format("<item>" * 300_000))
file("a.rss", "feed, 100 MB before the first item", 3, "bad_feed", lambda: RSS.format("<x>y</x>" * (100 * MB // 8)))
file("a.html", "200 MB of nested tags", 3, "too_large", lambda: "<!DOCTYPE html>" + "<div>" * (40 * MB))
file("a.html", "15 MB of nested tags", None, "", lambda: "<!DOCTYPE html>" + "<div>" * (3 * MB))
file("a.html", "15 MB of tags that are not nested", None, "", lambda: "<!DOCTYPE html>" + "<p>x</p>" * (15 * MB // 8))
file("a.html", "page with a million attributes", None, "", lambda: "<!DOCTYPE html><p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + f">{FLOOD}")
file("a.html", "15 MB of < ", None, "", lambda: "<!DOCTYPE html>" + "<" * (15 * MB))

# One report that tells as much as a year of them: stories are told of it, too.
TOWNS = "حلب إدلب حمص درعا حماة الرقة دمشق اللاذقية الموصل بغداد البصرة كركوك غزة رفح صنعاء تعز عدن الخرطوم الفاشر بنغازي درنة بيروت صيدا مراكش تونس".split()
TELLINGS = [
    "قتل {n} شخصا وأصيب {m} آخرون في قصف مدفعي على مدينة {town} يوم {day} حزيران 2022.",
    "قال المرصد السوري لحقوق الإنسان إن {n} مدنيا قتلوا في غارة جوية استهدفت {town} مساء الخميس.",
    "أعلنت وزارة الصحة أن {m} جريحا نقلوا إلى المستشفيات بعد انفجار سيارة مفخخة في {town}.",
    "ونفى مسؤول عسكري أن تكون قواته قد استهدفت {town}، محملا الجماعات المسلحة المسؤولية.",
    "اعتقلت قوات الأمن {n} متظاهرا في {town} خلال احتجاجات يوم {day} أيار 2022.",
]


def tellings(size):
    chance, lines = random.Random(3), ["ارتفاع الحصيلة\n\nدمشق - الجمعة 7 تشرين الأول 2022\n\n"]
    while size > 0:
        lines.append(chance.choice(TELLINGS).format(n=chance.randint(3, 90), m=chance.randint(3, 300), day=chance.randint(1, 28), town=chance.choice(TOWNS)) + " ")
        size -= len(lines[-1].encode())
    return "".join(lines)


file("a.txt", "1 MB of one report that tells without end, run", 0, "", lambda: tellings(MB), verb="run")
file("a.txt", "1 MB of one sentence told again and again, run", 0, "", lambda: (STRIKE + " ") * (MB // len(STRIKE.encode())), verb="run")

# Web archives.
file("a.warc", "WARC, a length of 10^19", 3, "", lambda: record("response", response(PAGE), 1) + record("response", b"x", 2, length=10**19) + record("response", response(PAGE), 3))
file("a.warc", "WARC, a length of 10^18", 3, "", lambda: record("response", response(PAGE), 1) + record("response", response("x"), 2, length=10**18))
file("a.warc", "WARC, a negative length", 3, "bad_record", lambda: record("response", response(PAGE), 1, length=-5) + record("response", response(PAGE), 2))
file("a.txt", "a source and 300,000 commas", 0, "", lambda: "قال مصدر " + "،" * 300000 + " إن القتلى 5.")
file("a.warc", "WARC, a head of 100 MB", 3, "bad_record", lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * (100 * MB // 6) + record("response", response(PAGE), 2))
file("a.warc", "WARC, no line end in 100 MB", 3, "", lambda: b"WARC/1.0 " + b"x" * (100 * MB))
file("a.warc", "WARC, chunks of 16^15 bytes", 0, "", lambda: record("response", response(b"fffffffffffffff\r\n" + PAGE.encode(), "Transfer-Encoding: chunked")))
file("a.warc.gz", "WARC under gzip, noise in every other record", 3, "", lambda: b"".join(gzip.compress(record("response", response(PAGE), n)) + noise(2000, n) for n in range(200)))
file("a.warc", "WARC cut in a record", 3, "cut_record", lambda: record("response", response(PAGE), 1) + record("response", response(PAGE), 2)[:-400])


# The file system.
@case("a folder that holds itself by a link", 0, "folder")
def _(folder):
    put(folder, "d/a.txt", FLOOD)
    os.symlink("..", folder / "d" / "up")
    return [folder / "d"]


@case("a link to itself", 3, "unreadable")
def _(folder):
    os.symlink("loop", folder / "loop")
    return [folder / "loop"]


@case("a link that leads nowhere, in a folder", 3, "unreadable")
def _(folder):
    put(folder, "d/a.txt", FLOOD)
    os.symlink("/no/such/file", folder / "d" / "b.txt")
    return [folder / "d"]


@case("a pipe nobody writes to", 3, "unreadable")
def _(folder):
    os.mkfifo(folder / "pipe")
    return [folder / "pipe"]


@case("a pipe and a socket in a folder", 0, "not read")
def _(folder):
    put(folder, "d/a.txt", FLOOD)
    os.mkfifo(folder / "d" / "pipe")
    return [folder / "d"]


@case("/dev/zero", 3, "")
def _(folder):
    return ["/dev/zero"]


@case("a file that cannot be read (/proc/self/mem)", 3, "unreadable")
def _(folder):
    return ["/proc/self/mem"]


@case("a name that is no UTF-8", 0, "")
def _(folder):
    path = os.path.join(os.fsencode(folder), b"\xff\xc3\x1b[2J.txt")
    with open(path, "wb") as out:
        out.write(FLOOD.encode())
    return [path]


@case("folders 1000 deep", None, "")
def _(folder):
    top, here = folder / "d", os.open(folder, os.O_RDONLY)
    for _ in range(1000):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    with open(os.open("a.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here), "w") as out:
        out.write(FLOOD)
    os.close(here)
    return [top]


@case("30 000 files of noise in a folder", 3, "not_text")
def _(folder):
    for n in range(30_000):
        put(folder, f"d/{n}.txt", b"\x89PNG\r\n")
    return [folder / "d"]


@case("a file that is there twice and not at all", 3, "unreadable")
def _(folder):
    return put(folder, "a.txt", FLOOD) * 2 + [folder / "none.txt"]


@case("a file that is cut while it is read", None, "")
def _(folder):
    (path,) = put(folder, "a.jsonl", LINE * 200_000)
    threading.Timer(0.2, lambda: os.truncate(path, 1000)).start()
    return [path]


@case("a file that grows while it is read", 0, "")
def _(folder):
    (path,) = put(folder, "a.jsonl", LINE * 100_000)

    def grow():
        with open(path, "a") as out:
            out.write(LINE * 1000)

    threading.Timer(0.2, grow).start()
    return [path]


@case("a file that is deleted after it was found", 3, "unreadable")
def _(folder):
    (path,) = put(folder, "a.txt", FLOOD)
    os.mkfifo(folder / "pipe")

    def vanish():  # whoever opens the pipe has listed all inputs
        with open(folder / "pipe", "w") as out:
            os.unlink(path)
            out.write(FLOOD)

    threading.Thread(target=vanish, daemon=True).start()
    return [folder / "pipe", path]


def measure(name, code, note, options, verb, make):
    """What is wrong (nothing: empty), and the row of the table."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as held, tempfile.TemporaryDirectory(prefix="hostile-out-") as kept:
        folder, out = pathlib.Path(held), pathlib.Path(kept)
        arguments = make(folder)
        errors, watched = out / "errors.jsonl", out / "watched"
        command = [sys.executable, "-S", "-c", WATCH, TAWATUR, verb, "-j", "1", "-v", "--errors", errors, *options, *arguments]
        with open(out / "stdout", "wb") as stdout, open(out / "stderr", "wb") as stderr:
            subprocess.run(command, stdout=stdout, stderr=stderr, cwd=folder, env={**os.environ, "WATCHED": str(watched)}, check=True)
        subprocess.run(["rm", "-rf", folder / "d"], check=True)  # deeper than Python goes
        code_seen, memory, cpu = json.loads(watched.read_text())
        said = (out / "stderr").read_bytes().decode("utf-8", "replace")
        failures = [json.loads(line) for line in errors.read_bytes().decode("utf-8").splitlines()] if errors.exists() else []
        reports, notes = 0, []
        with open(out / "stdout", "rb") as lines:
            for line in lines:
                told = json.loads(line)  # of `run` one object for all reports
                reports += len(told["reports"]) if verb == "run" else 1
                if reports <= 1000:
                    notes += [n["name"] for n in told["notes"]]
        names = [f["note"] for f in failures]
        wrong = []
        if code_seen not in ((0, 3) if code is None else (code,)):
            wrong.append(f"exit code {code_seen}, not {code}")
        if note and note not in names and note not in notes and note not in said:
            wrong.append(f"no {note}")
        if bool(failures) != (code_seen == 3):
            wrong.append(f"{len(failures)} failures listed, exit code {code_seen}")
        if memory > MEMORY_MB and LIMITS:
            wrong.append(f"{memory:.0f} MB")
        if cpu > SECONDS and LIMITS:
            wrong.append(f"{cpu:.1f} s")
        if "\x1b" in said or "internal error" in said or "out of memory" in said:
            wrong.append(f"said {said[:200]!r}")
        told = sorted(set(names)) or sorted(set(notes) - {"no_text", "not_arabic"}) or (["–"] if not note else [note])
        row = f"| {name} | {' '.join(f'`{t}`' if t != '–' else t for t in told[:3])} | {reports} | {code_seen} | {memory:.0f} | {cpu:.2f} |"
        return wrong, row, said


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--table")
    parser.add_argument("--quick", "-v", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    bad, rows = 0, []
    for one in CASES:
        if options.names and not any(n in one[0] for n in options.names):
            continue
        if options.quick and re.search(r"\d (MB|GB|million)|\d 000|million|bomb", one[0]):
            continue
        wrong, row, said = measure(*one)
        rows.append(row)
        print(("FAIL " if wrong else "ok   ") + row + (f" {'; '.join(wrong)}" if wrong else ""), flush=True)
        if wrong:
            bad += 1
            print("     " + said[-300:].replace("\n", "\n     "))
    if options.table:
        path = pathlib.Path(options.table)
        head = path.read_text(encoding="utf-8").split("| input |")[0]
        path.write_text(head + "| input | note | reports | exit | MB | s |\n|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows) - bad} passed, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
