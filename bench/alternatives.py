#!/usr/bin/env python3
"""How fast others read the same text on one core: what is installed of Arabic stemmers, tokenizers and taggers, in one run with our rooms_bench.

usage: bench/alternatives.py REPORTS.jsonl [--first N] [--rooms ROOMS_BENCH] [--udpipe MODEL]
REPORTS: one report a line with `text`; the first N (1,000) are read. Needs none of PyStemmer, pyarabic, tashaphyne, nltk, ufal.udpipe (PyPI):
what is missing is told. Processor time of this process, best of three rounds; slow ones read 200 KB of the text and say so. None of them does
what we do: a stemmer alone, words without names, tags without statements. UDPipe's published Arabic models are not free for every use, so
without --udpipe a small one is trained here, on words of samples/ with made-up tags: it tags at the speed of a small model and knows nothing.
"""
import argparse, json, pathlib, re, subprocess, sys, tempfile, time

home = pathlib.Path(__file__).resolve().parent.parent
SLOW = 200_000  # bytes


def texts(path, first):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line)["text"] for _, line in zip(range(first), f)]


def rate(read, reports):
    """MB/s of read(text) over all reports; over their begin where one round takes long."""
    size, few = 0, []
    for text in reports:
        if size >= SLOW: break
        few.append(text)
        size += len(text.encode())
    spent = cost(read, few)
    if spent > 0.5: return size / spent / 1e6, "first 200 KB"
    size = sum(len(text.encode()) for text in reports)
    return size / min(cost(read, reports) for _ in range(3)) / 1e6, ""


def cost(read, reports):
    begin = time.process_time()
    for text in reports: read(text)
    return time.process_time() - begin


def snowball():
    import Stemmer
    stemmer = Stemmer.Stemmer("arabic", 0)  # 0: remembers no word
    return lambda text: stemmer.stemWords(text.split())


def pyarabic():
    from pyarabic import araby
    return lambda text: [araby.normalize_hamza(araby.strip_tashkeel(word)) for word in araby.tokenize(text)]


def isri():
    from nltk.stem.isri import ISRIStemmer
    stemmer = ISRIStemmer()
    return lambda text: [stemmer.stem(word) for word in text.split()]


def tashaphyne():
    from tashaphyne.stemming import ArabicLightStemmer
    stemmer = ArabicLightStemmer()
    return lambda text: [stemmer.light_stem(word) for word in text.split()]


def udpipe(model_path):
    from ufal import udpipe as u
    if not model_path:
        model_path = pathlib.Path(tempfile.mkdtemp()) / "small.udpipe"
        model_path.write_bytes(trained(u))
    model = u.Model.load(str(model_path))
    pipeline = u.Pipeline(model, "tokenize", u.Pipeline.DEFAULT, u.Pipeline.NONE, "conllu")
    return lambda text, model=model: pipeline.process(text)  # the pipeline does not keep its model alive


def trained(u):
    lines = []
    for path in sorted((home / "samples").glob("*.txt")):
        for sentence in re.split(r"(?<=[.؟!])\s+", path.read_text(encoding="utf-8")):
            words = re.findall(r"\w+|[^\w\s]", sentence)
            if not words: continue
            lines.append("# text = " + " ".join(words))
            for n, word in enumerate(words, 1):
                tag = "NUM" if word[0].isdigit() else "PUNCT" if not word[0].isalpha() else "NOUN" if word.startswith("ال") else "X"
                lines.append(f"{n}\t{word}\t{word}\t{tag}\t{tag}\t_\t{n - 1}\t{'dep' if n > 1 else 'root'}\t_\t_")
            lines.append("")
    sentences, read, error = u.Sentences(), u.InputFormat.newConlluInputFormat(), u.ProcessingError()
    read.setText("\n".join(lines) + "\n")
    one = u.Sentence()
    while read.nextSentence(one, error):
        sentences.push_back(one)
        one = u.Sentence()
    print("(training a small UDPipe model)", file=sys.stderr)
    model = u.Trainer.train("morphodita_parsito", sentences, u.Sentences(), "epochs=2", "iterations=5", "none", error)
    if error.occurred(): raise RuntimeError(error.message)
    return model.encode("latin-1", "surrogateescape") if isinstance(model, str) else bytes(model)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("reports")
    args.add_argument("--first", type=int, default=1000)
    args.add_argument("--rooms", default=home / "build/release/bench/rooms_bench")
    args.add_argument("--udpipe")
    args = args.parse_args()
    reports = texts(args.reports, args.first)
    if not reports: sys.exit(f"{args.reports}: no texts")
    for name, make in (
        ("Snowball's Arabic light stemmer alone, split at spaces", snowball),
        ("pyarabic: tokens, vowel marks off, hamza normalised", pyarabic),
        ("NLTK's ISRI stemmer", isri),
        ("Tashaphyne's light stemmer", tashaphyne),
        ("UDPipe 1: tokens, tags, lemmas", lambda: udpipe(args.udpipe)),
    ):
        try:
            mbs, note = rate(make(), reports)
            print(f"{name:<56}{mbs:9.3f} MB/s  {note}", flush=True)
        except ImportError as missing:
            print(f"{name:<56} not installed ({missing.name})")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as same:
        for text in reports: same.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
        same.flush()
        if not pathlib.Path(args.rooms).exists(): sys.exit(f"{args.rooms}: not built (scripts/build release)")
        said = subprocess.run([args.rooms], env={"TAWATUR_BENCH_TEXTS": same.name}, capture_output=True, text=True, check=True).stdout
        print("tawatur: " + next(line for line in said.splitlines() if line.startswith("text to findings")))


main()
