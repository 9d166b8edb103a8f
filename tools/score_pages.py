#!/usr/bin/env python3
"""Scores article extraction over a folder of pages with expected text (cases/pages/README.md).
usage: tools/score_pages.py CASES_DIR SYSTEM.jsonl [--errors] [--without-furniture]

SYSTEM.jsonl is what `tawatur extract --with-text CASES_DIR/*.html` writes; read are report.path (or paths), report.text and the fields
beside it. Reports of one path are one text. A page nobody reported counts as empty text and is told.

  F1    after the public article-extraction benchmark of Zyte (scrapinghub/article-extraction-benchmark): the words of a text (letters
        and digits, no punctuation; marks, tatweel and invisible signs removed) are cut into shingles of 4 words, counted with
        repetition. Of a page, tp = shingles in both texts, fp = only in the output, fn = only in the expected text; the three are
        divided by their sum, so that a long page weighs no more than a short one, and added up over the pages:
        precision = tp / (tp + fp), recall = tp / (tp + fn), F1 their harmonic mean. A text below 4 words is one shingle; an empty
        expected text is met by empty output alone.
  pages the mean of the F1 of each page, and the worst page.
  lost  expected blocks (lines of NAME.txt) that cannot be read in the output in order: all words of the block one after another, with
        fewer foreign words between them than it has words plus 8, behind the block before. Counted outside the longest chain.
  meta  fields of NAME.json against the report: right, wrong, missing (null where the page states one), and `-` where no report has the
        field at all. Titles, names: the words agree; dates: the same instant, or the same day where one side has no clock; addresses:
        without scheme and last slash; languages: the first part. An expected null is right when the report says null too.

--errors lists per page what is lost, what is foreign (runs of output words outside the expected text) and each wrong field.
--without-furniture leaves out what report.furniture marks; the figure to quote is the one without this option.
Exit code 0; 2 on bad arguments or unreadable files.
"""
import argparse, collections, datetime, json, pathlib, re, sys, unicodedata

INVISIBLE = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
FIELDS = {"title": "title", "site_name": "outlet", "author": "author", "agency": "agency", "published": "published", "modified": "modified",
          "url": "url", "lang": "lang"}


def words(text):
    text = "".join(c for c in unicodedata.normalize("NFC", INVISIBLE.sub("", text or "")) if unicodedata.category(c) != "Mn")
    return re.findall(r"\w+", text)


def shingles(w, n=4):
    return collections.Counter(tuple(w[i:i + n]) for i in range(max(1, len(w) - n + 1)))


def rates(tp, fp, fn):
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def match(want, got):
    a, b = shingles(want), shingles(got)
    tp, fp, fn = (a & b).total(), (b - a).total(), (a - b).total()
    return tp / (tp + fp + fn), fp / (tp + fp + fn), fn / (tp + fp + fn)


def places(block, got):
    """Every [begin, end) of `got` that holds the words of `block` in order with few foreign words between them."""
    out, reach = [], 2 * len(block) + 8
    for begin, word in enumerate(got):
        if word != block[0]:
            continue
        at, end = 1, begin + 1
        while at < len(block) and end < len(got) and end - begin < reach:
            at, end = at + (got[end] == block[at]), end + 1
        if at == len(block):
            out.append((begin, end))
    return out


def lost(blocks, got):
    chains = [(0, ())]  # (end in got, numbers of the blocks read so far)
    for number, block in enumerate(blocks):
        spots = places(block, got)
        for begin, end in spots:
            best = max((c for c in chains if c[0] <= begin), key=lambda c: len(c[1]))
            chains.append((end, best[1] + (number,)))
    read = max(chains, key=lambda c: len(c[1]))[1]
    return [n for n in range(len(blocks)) if n not in read]


def moment(s):
    s = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", s.strip().replace("Z", "+00:00"))
    return datetime.datetime.fromisoformat(s)


def same(field, want, got):
    if isinstance(got, dict):
        got = got.get("name") or got.get("id")
    if want is None or got is None:
        return want is got
    if isinstance(got, list):
        return any(same(field, want, x) for x in got)
    if field in ("published", "modified"):
        try:
            a, b = moment(want), moment(got)
        except ValueError:
            return False
        if len(want) <= 10 or len(got) <= 10 or (a.tzinfo is None) != (b.tzinfo is None):
            return want[:10] == got[:10]
        return a == b
    if field == "url":
        return re.sub("^https?://|/$", "", want) == re.sub("^https?://|/$", "", got)
    if field == "lang":
        return want.split("-")[0] == got.split("-")[0]
    return words(want) == words(got)


def foreign(want, got):
    """Runs of output words that no expected shingle covers."""
    have, cover = shingles(want), [False] * len(got)
    for i in range(max(1, len(got) - 3)):
        if tuple(got[i:i + 4]) in have:
            cover[i:i + 4] = [True] * len(got[i:i + 4])
    runs, run = [], []
    for word, known in zip(got + [""], cover + [True]):
        if not known:
            run.append(word)
        elif run:
            runs.append(" ".join(run))
            run = []
    return runs


def read_system(path, without_furniture):
    texts, fields, bare, keys = collections.defaultdict(list), {}, 0, set()
    for line in open(path, encoding="utf-8"):
        report = json.loads(line).get("report")
        if not report:
            continue
        keys |= set(report)
        text = report.get("text")
        bare += text is None
        raw = (text or "").encode("utf-8")
        if without_furniture:
            for span in sorted(report.get("furniture") or [], key=lambda s: -s["begin"]):
                raw = raw[:span["begin"]] + b"\n" + raw[span["end"]:]
        for p in report.get("paths") or [report.get("path") or report.get("id")]:
            name = pathlib.PurePath(p).stem
            texts[name].append(raw.decode("utf-8", "replace"))
            fields.setdefault(name, report)
    return texts, fields, bare, keys


def main():
    ask = argparse.ArgumentParser(description="scores article extraction (see the head of this file)")
    ask.add_argument("cases", type=pathlib.Path)
    ask.add_argument("system", type=pathlib.Path)
    ask.add_argument("--errors", action="store_true")
    ask.add_argument("--without-furniture", action="store_true")
    args = ask.parse_args()
    pages = sorted(args.cases.glob("*.txt"))
    if not pages:
        ask.error(f"no expected texts (*.txt) in {args.cases}")
    try:
        texts, fields, bare, keys = read_system(args.system, args.without_furniture)
    except (OSError, ValueError, AttributeError) as e:
        ask.error(f"{args.system}: {e}")
    total, ones, blocks_all, lost_all, absent = [0.0] * 3, [], 0, 0, []
    meta = {f: collections.Counter() for f in FIELDS}
    for path in pages:
        name = path.stem
        lines = [x for x in path.read_text(encoding="utf-8").splitlines() if words(x)]
        want, got, told = [w for x in lines for w in words(x)], words("\n".join(texts.get(name, []))), []
        if name not in texts:
            absent.append(name)
        score = match(want, got)
        total = [a + b for a, b in zip(total, score)]
        ones.append((rates(*score)[2], name))
        gone = lost([words(x) for x in lines], got)
        blocks_all, lost_all = blocks_all + len(lines), lost_all + len(gone)
        told += [f"  lost: {lines[n]}" for n in gone] + [f"  foreign: {run}" for run in foreign(want, got)]
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for field, key in FIELDS.items():
            if field in facts and key in keys:
                value = fields.get(name, {}).get(key)
                verdict = "right" if same(field, facts[field], value) else "missing" if value is None else "wrong"
                meta[field][verdict] += 1
                if verdict != "right":
                    told.append(f"  {field}: {verdict}: {facts[field]} | {value}")
        if args.errors and (told or score[0] < 1):
            print(f"{name}: F1 {ones[-1][0]:.3f}", *told, sep="\n")
    p, r, f1 = rates(*total)
    print(f"pages {len(pages)}  precision {p:.4f}  recall {r:.4f}  F1 {f1:.4f}  mean page F1 {sum(x for x, _ in ones) / len(ones):.4f}  "
          f"worst {min(ones)[0]:.3f} {min(ones)[1]}")
    print(f"blocks {blocks_all}  lost {lost_all}")
    for field, count in meta.items():
        state = "  ".join(f"{k} {count[k]}" for k in ("right", "wrong", "missing")) if count else "-"
        print(f"meta {field}: {state}")
    if absent:
        print(f"not in {args.system.name}: {' '.join(absent)}")
    if bare:
        print(f"{bare} reports without text (--with-text puts it into the output)")


main()
