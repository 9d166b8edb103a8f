#!/usr/bin/env python3
"""Make data/mappings/article-numbers.tsv: which page number stood at which day, for outlets that count their pages.

usage: fit_numbers.py < PAGES.tsv > article-numbers.tsv

PAGES    address <TAB> day (ISO) a line; pages whose day is known, of as many outlets and years as can be had
An outlet with fewer than two usable pages tells nothing. A page that stands against the order of days is left out with a word on stderr.
What comes out is the pace of an outlet, not its pages: the number that it had reached at the begin of months near which a page is known, of
four digits that count.
"""
import collections, datetime, re, sys, urllib.parse

HEAD = """# Outlets that number their pages one after the other: which number they had reached at the begin of a month, at an even pace between known pages.
# Format: beginning of the address without scheme and www. <TAB> number <TAB> day. Sorted by address, then number.
# Source: pages of these outlets whose day is known (tools/fit_numbers.py). Use: resolve/url_number.cpp, embedded at build; bounds of pages without a date.
"""
NEAR = 31  # days from a page whose day is known: farther from any, the pace between two months is all that can be told
JUMP = 3   # times its usual pace: numbers were left out


def number(parts):
    """The page's number and the directory that it stands in, or None."""
    query = urllib.parse.parse_qs(parts.query)
    if query.get("p", [""])[0].isdigit():
        return int(query["p"][0]), ""
    best, directory, before = None, "", ""
    for segment in parts.path.strip("/").split("/"):
        m = re.fullmatch(r"[a-zA-Z]?(\d{4,9})(?:\.html?|-.*)?", segment) or re.fullmatch(r".*-[a-zA-Z]?(\d{4,9})(?:\.html?)?", segment)
        if m and not re.fullmatch(r"(19|20)\d\d|20\d{6}", m[1]):
            best, directory = int(m[1]), before
        before += "/" + segment
    return best, directory


def in_order(rows):
    """One page a day, numbers rising with the days; and how many pages stand against that order."""
    kept, against = [], []
    for n, day in sorted(rows):
        if not kept or day > kept[-1][1]:
            kept.append((n, day))
        elif (kept[-1][1] - day).days > 2:
            against.append((n, day))
    return kept, against


def outlets(pages):
    """Pages by outlet, or by directory where an outlet counts in several."""
    by_host = collections.defaultdict(list)
    for host, directory, n, day in pages:
        by_host[host].append((directory, n, day))
    for host, rows in sorted(by_host.items()):
        kept, against = in_order({(n, day) for _, n, day in rows})
        if len(against) * 10 <= len(rows):
            yield host, kept, against
            continue
        for directory in sorted({d for d, _, _ in rows}):
            yield (host + directory, *in_order({(n, day) for d, n, day in rows if d == directory}))


def months(first, last):
    """Begins of months from the one `first` lies in to the one behind `last`."""
    year, month = first.year, first.month
    while True:
        day = datetime.date(year, month, 1)
        yield day
        if day > last:
            return
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def usual_pace(rows):
    paces = sorted((b[0] - a[0]) / (b[1] - a[1]).days for a, b in zip(rows, rows[1:]))
    return paces[len(paces) // 2]


def number_at(rows, day):
    """The number that an outlet had reached on a day: between two known pages at an even pace, beyond them at its nearest pace.
    Where numbers were left out between the two, nobody knows when: near each of them the usual pace holds."""
    after = next((k for k, (_, d) in enumerate(rows) if d > day), len(rows))
    (n0, d0), (n1, d1) = rows[max(0, min(after - 1, len(rows) - 2))], rows[min(max(after, 1), len(rows) - 1)]
    usual = usual_pace(rows)
    if n1 - n0 > JUMP * usual * (d1 - d0).days:
        return n0 + usual * (day - d0).days if day - d0 < d1 - day else n1 - usual * (d1 - day).days
    return n0 + (n1 - n0) * (day - d0).days / max(1, (d1 - d0).days)


pages = []
for line in sys.stdin:
    url, day = line.rstrip("\n").split("\t")
    parts = urllib.parse.urlparse(url)
    n, directory = number(parts)
    if n is not None:
        pages.append((re.sub(r"^(www\.|m\.|amp\.)", "", parts.netloc.lower()), directory, n, datetime.date.fromisoformat(day)))
print(HEAD, end="")
for outlet, kept, against in outlets(pages):
    for n, day in against:
        print(f"left out: {outlet} {n} {day}", file=sys.stderr)
    if len(kept) < 2:
        continue
    last = 0
    begins = list(months(kept[0][1], kept[-1][1]))
    for day in begins:
        if day not in (begins[0], begins[-1]) and min(abs((day - d).days) for _, d in kept) > NEAR:
            continue
        n = number_at(kept, day)
        unit = 10 ** max(0, len(str(int(max(n, 1)))) - 4)
        n = round(n / unit) * unit
        if n > last:
            print(outlet, n, day, sep="\t")
            last = n
