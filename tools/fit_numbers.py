#!/usr/bin/env python3
"""Make data/mappings/article-numbers.tsv: which page number stood at which day, for outlets that count their pages.

usage: fit_numbers.py < PAGES.tsv > article-numbers.tsv

PAGES    address <TAB> day (ISO) a line; pages whose day is known, of as many outlets and years as can be had
An outlet with fewer than two usable pages tells nothing. A number that stands against the order of days is left out with a word on stderr.
Numbers are rounded to what an outlet publishes in an hour or less: the list tells of outlets, not of pages.
"""
import collections, datetime, re, sys, urllib.parse

HEAD = """# Outlets that number their pages one after the other: which number stood at which day. Between two of them a page's day is known to a week or so.
# Format: beginning of the address without scheme and www. <TAB> number <TAB> day. Sorted by address, then number.
# Source: pages of these outlets whose day is known (tools/fit_numbers.py). Use: resolve/url_number.cpp, embedded at build; bounds of pages without a date.
"""
SECTIONS = {"baladi-news.com": "/ar/articles"}  # the one part of an outlet that counts its pages so; others of its pages are left out


def number(parts):
    query = urllib.parse.parse_qs(parts.query)
    if query.get("p", [""])[0].isdigit():
        return int(query["p"][0])
    best = None
    for segment in parts.path.split("/"):
        m = re.fullmatch(r"[a-zA-Z]?(\d{4,9})(?:\.html?|-.*)?", segment) or re.fullmatch(r".*-[a-zA-Z]?(\d{4,9})(?:\.html?)?", segment)
        if m and not re.fullmatch(r"(19|20)\d\d|20\d{6}", m[1]):
            best = int(m[1])
    return best


pages = collections.defaultdict(set)
for line in sys.stdin:
    url, day = line.rstrip("\n").split("\t")
    parts = urllib.parse.urlparse(url)
    host = re.sub(r"^(www\.|m\.|amp\.)", "", parts.netloc.lower())
    n = number(parts)
    section = SECTIONS.get(host, "")
    if n is None or not parts.path.startswith(section):
        continue
    pages[host + section].add((n, datetime.date.fromisoformat(day)))
print(HEAD, end="")
for host, rows in sorted(pages.items()):
    kept = []
    for n, day in sorted(rows):
        unit = 100 if n >= 1000000 else 10 if n >= 100000 else 1
        if kept and day < kept[-1][1]:
            if (kept[-1][1] - day).days > 2:
                print(f"left out: {host} {n} {day}", file=sys.stderr)
                continue
            day = kept[-1][1]
        if not kept or n - kept[-1][0] > unit:
            kept.append(((n + unit // 2) // unit * unit, day))
    for n, day in kept if len(kept) > 1 else []:
        print(host, n, day, sep="\t")
