#!/usr/bin/env python3
"""Start, memory and look-up while the word lists grow: nothing given, then a user's list as large as ours, then ten times that.

usage: bench/lexicon_size.py TAWATUR TEXTS.jsonl     TEXTS: one report a line with `text` (samples or news); read ten times over.
The list's names are made up (letters of Arabic, fixed seed), so they match nothing: what is measured is that most words are not
listed. Processor time (user + system), best of five; wall clock would measure the machine. `start` is an extract of one word.
"""
import json, os, pathlib, random, resource, subprocess, sys, tempfile, time

program, texts = sys.argv[1:3]
own = sum(1 for p in (pathlib.Path(__file__).resolve().parent.parent / "data" / "lexicon").glob("names*.tsv") for line in open(p, encoding="utf-8") if line[0] != "#")
letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def made_up(path, count):
    rng = random.Random(7)
    word = lambda: "".join(rng.choice(letters) for _ in range(rng.randint(6, 9)))
    with open(path, "w", encoding="utf-8") as f:
        for n in range(count): f.write(f"made-up-{n:07}\tplace\ttown\t{word()}\tMade up {n}\t{word()} {word()}|{word()}\tparent=syria\n")


def cost(arguments):
    best, peak, wall = 1e9, 0, 1e9
    for _ in range(5):
        begin = time.monotonic()
        child = subprocess.Popen([program, "extract", "-q", "--format", "jsonl", *arguments], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        if status: sys.exit(f"{program} failed on {arguments}")
        best, peak, wall = min(best, used.ru_utime + used.ru_stime), max(peak, used.ru_maxrss), min(wall, time.monotonic() - begin)
    return best, peak / 1024, wall


with tempfile.TemporaryDirectory() as folder:
    one, many = os.path.join(folder, "one.jsonl"), os.path.join(folder, "many.jsonl")
    lines = open(texts, encoding="utf-8").read().splitlines()
    reports = [json.loads(line)["text"] for line in lines if line]
    with open(many, "w", encoding="utf-8") as f:
        for n in range(10 * len(reports)): f.write(json.dumps({"id": str(n), "text": reports[n % len(reports)]}, ensure_ascii=False) + "\n")
    with open(one, "w", encoding="utf-8") as f: f.write('{"id":"1","text":"سلام"}\n')
    size = os.path.getsize(many) / 1e6
    print(f"{own} names of ours; {size:.1f} MB of text")
    for factor in (0, 1, 10):
        given = []
        if factor:
            path = os.path.join(folder, f"names-{factor}.tsv")
            made_up(path, factor * own)
            given = ["--lexicon", path]
        start, rss, wall = cost([*given, one])
        work, _, _ = cost([*given, many])
        print(f"user's list {factor:2} x ours: start {1000 * start:6.1f} ms processor ({1000 * wall:.1f} wall), {rss:5.1f} MB resident; {size / max(1e-9, work - start):5.1f} MB/s beyond the start")
