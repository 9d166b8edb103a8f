#!/usr/bin/env python3
"""Scores the names that `tawatur extract` finds against marked sentences of our own and 60 annotated texts. Rules: docs/mention-spans.md.

usage: mention_spans_test.py [-v] [--errors]     Needs TAWATUR and TAWATUR_SOURCE_DIR. Exit 1 where a bar is not reached.
The 60 texts are those of ../shared/eval; where they are not there only our own sentences are scored, and that is said.
"""
import collections, hashlib, json, os, pathlib, re, subprocess, sys, tempfile

SOURCE = pathlib.Path(os.environ.get("TAWATUR_SOURCE_DIR", pathlib.Path(__file__).resolve().parent.parent))
EVAL = SOURCE.parent / "shared" / "eval"
TYPES = ("person", "organisation", "place")
BARS = {"tuned F1": 0.90, "kept F1": 0.85, "places linked": 0.90, "organisations linked": 0.85}
OWN_BAR = 0.82  # on our own sentences, every file
# Nouns that say what a thing is, and directions: in or out of a name.
KIND = """مدينة بلدة قرية محافظة ولاية معتمدية منطقة مقاطعة ناحية قضاء دولة جمهورية مملكة إقليم جزيرة حي مخيم جبل نهر سهل سد جسر شارع شوارع ميدان ساحة مطار
مستشفى مشفى ملعب استاد مصنع مرتفعات هضبة منتجع العاصمة ريف أرياف محيط أطراف بلدات قرى مدن
شركة مؤسسة مجموعة صحيفة جريدة وكالة قناة تلفزيون شبكة موقع إذاعة مجلة جهاز تنظيم حركة فصيل ميليشيا مليشيا غرفة عمليات نادي فريق منظمة حزب جماعة
شمال شمالي جنوب جنوبي شرق شرقي غرب غربي وسط""".split()
# Nouns that a description without a name begins with (article and clitics cut).
DESCRIPTION = """وزارة شركة هيئة منظمة حركة تنظيم مؤسسة فريق نادي مدينة بلدة قرية منطقة محافظة ولاية قطاع مستشفى مشفى جزيرة مخيم مطار حدود شرطة حكومة جيش سلطات سلطة معارضة
قوات طيران طائرات مروحيات دفاعات صحيفة جريدة موقع وكالة قناة شبكة إدارة لجنة محكمة نظام تكتل اتحاد مجلس فصائل ميليشيات مليشيات جماعات منتخب منتخبات
شهود شاهد مصدر مصادر متحدث ناطق مراسل مراسلنا مراسلتنا رئيس رئيسة وزير وزيرة مدير مديرة قائد مسؤول مسؤولون مسؤولين أمين مدرب حكم حارس طيار نجم لاعب ناشط نشطاء ناشطون
سكان أهالي صياد خبير خبراء باحث باحثة باحثون كبيرة مدعون مفاوض سفراء سفارة عضو أعضاء سيناتور نائب مبعوث ناطقة وسائل إعلام تقارير دراسة بيان بلاغ
برلمان كنيسة جامعة كلية جامع مسجد ملعب مبنى مقر مركز معبر ساحة شارع طريق ميناء سجن مصنع متحف فندق مدرسة مقاتلين مسلحين مسلحون مجهولون مرصد مراصد مدعي نيابة مكتب
وحدات أعوان جنود حراس عناصر عاصمة أراضي بلاد دول دولة مفوضية بعثة جهات جهة""".split()
MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200c-\u200f]")
EDGE = " \"'“”«»()[]#_،,.:\n"


def fold(s):
    return MARKS.sub("", s).translate(str.maketrans("أإآٱةىؤئ", "ااااهيوي"))


def adjectives():
    stems = set()
    for path in (SOURCE / "data" / "lexicon").glob("names*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            for form in re.findall(r"adj=([^;]*)", line):
                stems.update(fold(x) for x in re.split("[,:]", form.strip()) if x)
    return stems


COUNTRY = {fold(w) for w in ("ريف", "أرياف")}
SIDES = {fold("ال" + w + "ي") for w in ("شمال", "جنوب", "شرق", "غرب")}
KINDS, HEADS, ADJ = {fold(w) for w in KIND}, {fold(w) for w in DESCRIPTION}, adjectives()


def adjective(word):
    w = fold(word)
    w = w[2:] if w.startswith("ال") else w
    return any(w in (a, a + "ه", a + "ا", a + "ون", a + "ين", a + "ان", a + "ات", a + "تان", a + "تين") for a in ADJ)


def trim(text, begin, end):
    """Bounds by characters, without what may be in or out; a name that is nothing else stays."""
    while begin < end and text[begin] in EDGE: begin += 1
    while begin < end and text[end - 1] in EDGE: end -= 1
    word = re.match(r"[^\s_\"“«(]+", text[begin:end])
    rest = text[begin + word.end():end].strip(EDGE) if word else ""
    if word and rest and fold(word.group()) in KINDS:
        sided = fold(word.group()) in COUNTRY and re.search(r"\s+(\S+)$", text[begin:end])
        if sided and fold(sided.group(1)) in SIDES and len(rest.split()) > 1: end = begin + sided.start()  # as "south of X"
        return trim(text, begin + word.end(), end)
    last = re.search(r"\S+$", text[begin:end])
    if last and last.start() and adjective(last.group()) and len(text[begin:end].split()) > 1:
        return begin, begin + len(text[begin:begin + last.start()].rstrip(EDGE))
    return begin, end


def describes(words):
    first = fold(words.strip(EDGE)).split()[0] if words.strip(EDGE) else ""
    return not first or any(w in HEADS for w in (first, first[2:] if first.startswith("ال") else first, first.rstrip("ا")))


def read(path):
    with open(path, encoding="utf-8") as f: return [json.loads(line) for line in f]


def score(gold, text, found, tally, errors):
    raw = text.encode()
    chars = {}
    at = 0
    for i, c in enumerate(text):
        chars[at] = i
        at += len(c.encode())
    chars[at] = len(text)
    inside = lambda b, e, spans: any(b < y and x < e for x, y in spans)
    asked = [(m, trim(text, chars[m[0]], chars[m[1]])) for m in gold["mentions"]]
    right, used = set(), set()
    system = [(f["begin"], f["end"], "place" if f["type"] == "facility" else f["type"], f) for f in found if not inside(f["begin"], f["end"], gold["skip"])]
    shape = [(trim(text, chars[b], chars[e]), t) for b, e, t, _ in system]
    for g, (m, bounds) in enumerate(asked):
        for s, (got, t) in enumerate(shape):
            if s not in used and got == bounds and t == m[2]:
                right.add(g); used.add(s)
                break
    for g in range(len(asked) - 1):  # a name with its second name in one span
        if g in right and g + 1 in right: continue
        a, b = asked[g], asked[g + 1]
        if a[0][2] != b[0][2] or re.search(r"\w", text[a[1][1]:b[1][0]].replace("_", "")): continue
        for s, (got, t) in enumerate(shape):
            if got == (a[1][0], b[1][1]) and t == a[0][2]:
                right |= {g, g + 1}; used.add(s)
    for g, (m, _) in enumerate(asked):
        tally[m[2], "gold"] += 1
        tally[m[2], "right"] += g in right
        linked = any(b < m[1] and m[0] < e and t == m[2] and "~" not in f["id"] for b, e, t, f in system)
        tally[m[2], "linked"] += linked
        if g not in right: errors.append(f"  missed {m[2]}: {raw[m[0]:m[1]].decode()}")
        if not linked: errors.append(f"  no id  {m[2]}: {raw[m[0]:m[1]].decode()}")
    for s, (b, e, t, f) in enumerate(system):
        if s in used or inside(b, e, gold["free"]): continue
        words = raw[b:e].decode()
        hit = any(b < m[1] and m[0] < e for m in gold["mentions"])
        if not hit and (describes(words) or adjective(words.strip(EDGE))): continue
        if hit and describes(words) and t == "person": continue  # an office that a name stands in
        tally[t, "wrong"] += 1
        errors.append(f"  wrong  {t}: {words} ({f['id']})")


def f1(tally, types=TYPES):
    right, gold, wrong = (sum(tally[t, k] for t in types) for k in ("right", "gold", "wrong"))
    p, r = right / max(1, right + wrong), right / max(1, gold)
    return 2 * p * r / max(1e-9, p + r), p, r


def read_marked(path):
    """Lines with [p ...], [o ...] and [l ...] around names: text and annotation."""
    types = {"p": "person", "o": "organisation", "l": "place"}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"): continue
        text, mentions = "", []
        for part in re.split(r"(\[[pol] [^\]]*\])", line):
            name = part[3:-1] if part[:1] == "[" else part
            begin = len(text.encode())
            text += name
            if name != part: mentions.append([begin, len(text.encode()), types[part[1]]])
        yield {"source": path.stem, "id": str(number), "kept": False, "mentions": mentions, "free": [], "skip": []}, text


def extract(texts):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "in.jsonl"
        path.write_text("".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(texts)), encoding="utf-8")
        run = subprocess.run([os.environ["TAWATUR"], "extract", "-q", "--format", "jsonl", str(path)], stdout=subprocess.PIPE, check=True)
    found = [json.loads(line)["entities"] for line in run.stdout.splitlines()]
    assert len(found) == len(texts)
    return found


def own_sentences():
    """True where every file of marked sentences reaches its bar."""
    good = True
    for path in sorted((SOURCE / "cases" / "names").glob("marked*.tsv")):
        marked = list(read_marked(path))
        tally = collections.Counter()
        for (gold, text), found in zip(marked, extract([t for _, t in marked])):
            errors = []
            score(gold, text, found, tally, errors)
            errors = [e for e in errors if not e.startswith("  no id  person")]
            if "--errors" in sys.argv and errors: print(path.stem, gold["id"], text, *errors, sep="\n")
        print(path.stem, *(f"{t or 'all'}: F1 {x:.3f} P {p:.3f} R {r:.3f};" for t, (x, p, r) in [("", f1(tally))] + [(t, f1(tally, [t])) for t in TYPES]))
        print("linked", *(f"{t} {tally[t, 'linked']}/{tally[t, 'gold']}" for t in TYPES))
        if f1(tally)[0] < OWN_BAR:
            print(f"{path.stem}: F1 is below {OWN_BAR}")
            good = False
    return good


def main():
    good = own_sentences()
    if not (EVAL / "bulk.jsonl").exists():
        print(f"The measuring data ({EVAL}) is not here: its texts were not scored.")
        return 0 if good else 1
    golds = read(SOURCE / "tests" / "mention_spans.jsonl")
    fresh = {g["id"] for g in read(SOURCE / "tests" / "mention_spans_fresh.jsonl")}
    golds += read(SOURCE / "tests" / "mention_spans_fresh.jsonl")
    texts = {("bulk", r["id"]): r for r in read(EVAL / "bulk.jsonl")}
    texts.update((("incidents", r["id"]), r) for r in read(EVAL / "incidents" / "reports.jsonl"))
    reports = [texts[g["source"], g["id"]] for g in golds]
    for g, r in zip(golds, reports):
        if hashlib.sha256(r["text"].encode()).hexdigest() != g["sha256"]: sys.exit(f"{g['id']}: not the text that was annotated")
    found = extract([r["text"] for r in reports])
    tallies = {"tuned": collections.Counter(), "kept": collections.Counter(), "fresh": collections.Counter()}
    for g, r, f in zip(golds, reports, found):
        errors = []
        score(g, r["text"], f, tallies["fresh" if g["id"] in fresh else "kept" if g["kept"] else "tuned"], errors)
        if "--errors" in sys.argv and not g["kept"] and errors: print(g["source"], g["id"], *errors, sep="\n")
    both = tallies["tuned"] + tallies["kept"]
    got = {"tuned F1": f1(tallies["tuned"])[0], "kept F1": f1(tallies["kept"])[0]}
    for t in ("place", "organisation"): got[t + "s linked"] = both[t, "linked"] / both[t, "gold"]
    for name, tally in tallies.items():
        if name != "tuned" and "--kept" not in sys.argv and "--errors" in sys.argv: continue
        print(name, *(f"{t or 'all'}: F1 {x:.3f} P {p:.3f} R {r:.3f};" for t, (x, p, r) in [("", f1(tally))] + [(t, f1(tally, [t])) for t in TYPES]))
    print("linked", *(f"{t} {both[t, 'linked']}/{both[t, 'gold']} = {both[t, 'linked'] / both[t, 'gold']:.3f}" for t in TYPES))
    low = [f"{k}: {v:.3f} is below {BARS[k]:.3f}" for k, v in got.items() if v < BARS[k]]
    print(*low, sep="\n", end="\n" if low else "")
    return 1 if low or not good else 0


if __name__ == "__main__":
    sys.exit(main())
