#!/usr/bin/env python3
"""Copies through the command line: paragraphs of samples/ cut, reordered, reworded and wrapped. Needs TAWATUR and TAWATUR_SOURCE_DIR.

Every run of fifteen words that two reports share, told by a slow comparison of their words, must lie within the spans of a copy; reports of one outlet
that share its menu, its sign-off and a caption, and nothing else, are no copies and no story.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import unittest

TAWATUR = os.environ["TAWATUR"]
SAMPLES = pathlib.Path(os.environ["TAWATUR_SOURCE_DIR"]) / "samples"
LEAST = 15

MENU = "الرئيسية\nأخبار\nسياسة\nاقتصاد\nرياضة\nثقافة وفن\nمقالات\nاتصل بنا\n"
SIGN_OFF = "\nشارك الخبر\nفيسبوك\nتويتر\nواتساب\nجميع الحقوق محفوظة لموقع النهار الجديد\nللاشتراك في نشرتنا البريدية اليومية أدخل عنوان بريدك هنا\n"
OTHER_WORDS = {"قال": "ذكر", "أعلن": "أفاد", "أضاف": "تابع", "شخص": "إنسان", "مدينة": "بلدة", "مقتل": "وفاة", "من": "ضمن", "في": "داخل", "إلى": "نحو", "على": "فوق"}


def run(reports):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "r.jsonl"
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports), encoding="utf-8")
        done = subprocess.run([TAWATUR, "run", "-q", "--json", str(path)], capture_output=True, timeout=240, check=True)
    return json.loads(done.stdout)


def words(text):
    """Letters and figures only, as (begin, end, folded): what two texts share is told by words, not by signs."""
    fold = str.maketrans("أإآىةؤئ", "اااي" + "هوي")
    return [(m.start(), m.end(), re.sub("[ً-ْـ]", "", m.group()).translate(fold)) for m in re.finditer(r"[^\W_]+(?:[ً-ْـ]+[^\W_]*)*", text)]


def shared_runs(a, b):
    """Runs of LEAST words of `b` within one paragraph that stand in `a`, as spans of `b` in characters (headlines and date lines are no copies)."""
    wa, wb = words(a), words(b)
    grams = {tuple(w for _, _, w in wa[i:i + LEAST]) for i in range(len(wa) - LEAST + 1)}
    at = [i for i in range(len(wb) - LEAST + 1) if tuple(w for _, _, w in wb[i:i + LEAST]) in grams]
    return [(wb[i][0], wb[i + LEAST - 1][1]) for i in at if "\n" not in b[wb[i][0]:wb[i + LEAST - 1][1]]]


def body(name):
    return (SAMPLES / name).read_text(encoding="utf-8")


def paragraphs(name):
    return [p.strip() for p in body(name).split("\n\n") if len(p.split()) >= 12]


class Copies(unittest.TestCase):
    def test_every_run_of_fifteen_words(self):
        rng = random.Random(11)
        names = ["derna-1-first-day.txt", "derna-2-interior.txt", "homs-1-agency.txt", "homs-2-ministry.txt", "ahli-1-ministry.txt", "tunis-1-interior.txt"]
        seen = 0
        for round_ in range(24):
            name = names[round_ % len(names)]
            source = body(name)
            parts = paragraphs(name)
            kind = round_ // len(names)
            if kind == 0:  # cut: the middle of the text goes
                parts = parts[:1] + parts[2:]
            elif kind == 1:  # reordered
                rng.shuffle(parts)
            elif kind == 2:  # reworded: every fourth paragraph word for word, the others word by word
                parts = [p if i == 0 else " ".join(OTHER_WORDS.get(w, w) for w in p.split()) for i, p in enumerate(parts)]
            else:  # wrapped into another outlet's page, behind a lead of its own
                parts = ["تتواصل ردود الفعل على ما جرى، وفيما يلي ما وصل إلى محررينا من تفاصيل نقلا عن وكالات الأنباء حتى ساعة إعداد هذه النشرة."] + parts[:2]
            text = source.split("\n")[0] + "\n" + (MENU if kind == 3 else "") + "\n".join(parts) + (SIGN_OFF if kind == 3 else "")
            out = run([{"id": "a", "text": source, "outlet": "الأول"}, {"id": "b", "text": text, "outlet": "الثاني"}])
            raw = {"a": source.encode(), "b": text.encode()}
            spans = [(c["by"], s["begin"], s["end"]) for story in out["stories"] for c in story["copies"] for s in c["spans"]]
            for begin, end in shared_runs(source, text):
                b, e = len(text[:begin].encode()), len(text[:end].encode())
                other = [(x, y) for by, x, y in spans if by == "b"]
                quoted = [raw["a"][x:y].decode() for by, x, y in spans if by == "a"]
                found = any(x <= b and e <= y for x, y in other) or any(" ".join(w for _, _, w in words(text[begin:end])) in " ".join(w for _, _, w in words(q)) for q in quoted)
                self.assertTrue(found, f"{name} round {round_}: {text[begin:end]}\n{spans}")
                seen += 1
        self.assertGreater(seen, 200)

    def test_one_outlet_and_nothing_shared(self):
        names = ["derna-2-interior.txt", "homs-2-ministry.txt", "ahli-1-ministry.txt", "tunis-1-interior.txt"]
        reports = [{"id": n, "outlet": "النهار الجديد", "url": f"https://example.org/{i}",
                    "text": body(n).split("\n")[0] + "\n" + MENU + "\n".join(paragraphs(n)) + "\nصورة من الأرشيف\n" + SIGN_OFF} for i, n in enumerate(names)]
        out = run(reports)
        self.assertEqual([c for s in out["stories"] for c in s["copies"]], [])
        self.assertEqual(len(out["stories"]), len(names))


if __name__ == "__main__":
    unittest.main()
