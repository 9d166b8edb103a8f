#!/usr/bin/env python3
"""Makes many reports out of some: each takes its paragraphs from two others, so that words and lengths stay those of news.

usage: bench/make_reports.py FROM.jsonl COUNT > MANY.jsonl      (the same input, the same output)
"""
import json
import random
import sys


def main() -> None:
    source, count = sys.argv[1], int(sys.argv[2])
    with open(source, encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    pick = random.Random(1)
    for number in range(count):
        a, b = pick.choice(reports), pick.choice(reports)
        first, second = a["text"].split("\n"), b["text"].split("\n")
        text = "\n".join(first[: (len(first) + 1) // 2] + second[len(second) // 2 :])
        report = {"id": f"made-{number:06}", "outlet": a.get("outlet", ""), "published": a.get("published", ""), "title": a.get("title", ""), "text": text}
        print(json.dumps({key: value for key, value in report.items() if value}, ensure_ascii=False))


main()
