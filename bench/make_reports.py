#!/usr/bin/env python3
"""Makes many reports out of some, so that words and lengths stay those of news: a crowd for measuring with.

A happening is one of the given reports moved to another day of the same weekday. One to nine reports tell it: the first half of its
paragraphs, one of them left out, and the second half of some other report. The given reports take turns, 400 reports a day: of
some thousand, the same one comes again after weeks only, when it cannot be taken for a copy of itself.

usage: bench/make_reports.py FROM.jsonl COUNT [PER_DAY] > MANY.jsonl      (the same input, the same output)
"""
import datetime
import json
import random
import sys

FIRST_DAY = datetime.date(2012, 1, 2)  # a Monday
SIZES = range(1, 10)  # reports of a happening


def main() -> None:
    source, count = sys.argv[1], int(sys.argv[2])
    per_day = int(sys.argv[3]) if len(sys.argv) > 3 else 400
    with open(source, encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    pick = random.Random(1)
    pick.shuffle(reports)
    number = happening = 0
    while number < count:
        a = reports[happening % len(reports)]
        day = FIRST_DAY + datetime.timedelta(number // per_day)
        stated = a.get("published", "")[:10]
        if stated:
            day += datetime.timedelta((datetime.date.fromisoformat(stated).weekday() - day.weekday()) % 7)
        for _ in range(SIZES[happening % len(SIZES)]):
            if number == count:
                break
            first = a["text"].split("\n")
            b = pick.choice(reports)
            first = first[: (len(first) + 1) // 2]
            second = b["text"].split("\n")
            if len(first) > 3:
                del first[pick.randrange(1, len(first))]
            text = "\n".join(first + second[len(second) // 2 :])
            report = {"id": f"made-{number:07}", "outlet": b.get("outlet", ""), "published": day.isoformat() if stated else "", "title": a.get("title", ""), "text": text}
            print(json.dumps({key: value for key, value in report.items() if value}, ensure_ascii=False))
            number += 1
        happening += 1


main()
