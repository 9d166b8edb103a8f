#!/usr/bin/env python3
"""Fit the weights of data/mappings/link-weights.tsv: does a pair of reports tell one happening?

usage: train_links.py PAIRS.tsv GROUPS.jsonl WEIGHTS.tsv > NEW_WEIGHTS.tsv

PAIRS    one line a pair: id, id, may (0 = forbidden by time), then the features in the order of WEIGHTS; a report of no group
         is a stranger to all of them, and what two strangers are to each other is not known
GROUPS   {"incident": .., "reports": [ids]} a line; incidents whose hash is 0 modulo 3 are kept out and scored apart
Logistic regression with a small ridge by Newton's method; standard library only. A weight that would turn against what its
feature means is set to 0.
"""
import collections, hashlib, json, math, random, sys

POSITIVE = {"cosine", "cosine_high", "same_day", "shared_day", "near_published", "weekday", "same_place", "near_place", "facility", "persons",
            "counts", "rare", "copy", "hamlets", "day_place", "lead", "spot_words", "spot_words_small", "spot_counts", "spot_day", "next_day",
            "stems", "title", "lead_in_other", "same_killed", "same_injured", "same_attacker", "main_spot_same", "near_place", "day_place", "bodies", "same_class",
            "window_fit", "window_near", "month_fit", "said_same", "places", "same_toll"}
NEGATIVE = {"far_day", "far_published", "weekday_clash", "apart", "class_clash", "same_outlet", "spot_other_day",
            "other_killed", "other_injured", "other_attacker", "main_spot_apart", "main_small_apart", "one_undated", "both_undated", "no_place", "no_class", "fit_class",
            "window_apart", "window_far", "month_clash", "said_other", "title_missing"}


def solve(a, b):
    n = len(b)
    m = [row[:] + [y] for row, y in zip(a, b)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(i + 1, n):
            k = m[r][i] / m[i][i]
            if k:
                for c in range(i, n + 1):
                    m[r][c] -= k * m[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][c] * x[c] for c in range(i + 1, n))) / m[i][i]
    return x


def fit(rows, size, ridge=2.0):
    w = [0.0] * size
    free = set(range(size))
    for turn in range(14):
        use = sorted(free)
        h = [[0.0] * len(use) for _ in use]
        g = [0.0] * len(use)
        for x, y, weight in rows:
            z = max(-30, min(30, sum(w[k] * v for k, v in x)))
            p = 1 / (1 + math.exp(-z))
            e, q = weight * (y - p), weight * p * (1 - p) + 1e-9
            at = [(use.index(k), v) for k, v in x if k in free]
            for i, v in at:
                g[i] += e * v
                hi = h[i]
                for j, u in at:
                    hi[j] += q * v * u
        for i, k in enumerate(use):
            h[i][i] += ridge
            g[i] -= ridge * w[k]
        step = solve(h, g)
        for i, k in enumerate(use):
            w[k] += step[i]
        for k, name in enumerate(names):
            if (name in POSITIVE and w[k] < 0) or (name in NEGATIVE and w[k] > 0):
                w[k] = 0.0
                if turn >= 6:  # at first others may only stand in for it
                    free.discard(k)
        if turn > 7 and max(map(abs, step)) < 1e-3:
            break
    return w


pairs, groups, weights = sys.argv[1:4]
lines = [l.rstrip("\n") for l in open(weights, encoding="utf-8")]
names = [l.split("\t")[0] for l in lines if l and not l.startswith("#")]
names = [n for n in names if n not in ("within", "alone", "apart_pair", "sure")]
held = lambda i: int(hashlib.sha1(i.encode()).hexdigest(), 16) % 3 == 0
member, kept = collections.defaultdict(set), {}
for l in open(groups, encoding="utf-8"):
    g = json.loads(l)
    for r in g["reports"]:
        member[r].add(g["incident"])
        kept[r] = kept.get(r, True) and not held(g["incident"])
rows, rng = [], random.Random(1)
for l in open(pairs, encoding="utf-8"):
    f = l.split("\t")
    if f[2] == "0" or not (member[f[0]] or member[f[1]]) or not kept.get(f[0], True) or not kept.get(f[1], True):
        continue
    y = bool(member[f[0]] & member[f[1]])
    x = [(k, float(v)) for k, v in enumerate(f[3:]) if float(v)]
    # Negatives that nothing speaks for teach little: a tenth of them stands for all.
    easy = not y and float(f[3 + names.index("stems")]) < 0.15
    if easy and rng.random() > 0.1:
        continue
    rows.append((x, y, 10.0 if easy else 1.0))
print(len(rows), "pairs,", sum(y for _, y, _ in rows), "of one happening", file=sys.stderr)
w = fit(rows, len(names))
for l in lines:
    f = l.split("\t")
    print(l if l.startswith("#") or f[0] not in names else "\t".join([f[0], f"{w[names.index(f[0])]:.2f}"] + f[2:]))
