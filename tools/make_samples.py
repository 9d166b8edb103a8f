#!/usr/bin/env python3
"""Writes samples/formats: one report of our own in every form that tawatur reads. The same bytes every time. Needs the program zstd.
usage: tools/make_samples.py [FOLDER]"""
import csv
import gzip
import hashlib
import html
import io
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile

TOP = pathlib.Path(__file__).resolve().parent.parent
URL = "https://example.org/2023/09/10/haouz"
DATE = "2023-09-10"
OUTLET = "صحيفة المثال"
TITLE = "ارتفاع حصيلة زلزال الحوز إلى 2122 قتيلا"
PARAGRAPHS = [
    "الرباط - 10 أيلول/سبتمبر 2023",
    "أعلنت وزارة الداخلية المغربية مساء الأحد أن حصيلة الزلزال الذي ضرب إقليم الحوز ليل الجمعة ارتفعت إلى 2122 قتيلا و2421 جريحا.",
    "وقالت الوزارة إن 1351 شخصا قتلوا في إقليم الحوز و492 في إقليم تارودانت.",
    "وقالت منظمة الصحة العالمية إن أكثر من 300 ألف شخص تضرروا في مراكش ومحيطها.",
    "واتهم سكان قرى جبلية السلطات بالتأخر في إرسال فرق الإنقاذ، فيما أكدت وزارة الداخلية أن الطرق المقطوعة أعاقت وصولها.",
]
BODY = "\n\n".join(PARAGRAPHS)
TEXT = TITLE + "\n\n" + BODY + "\n"
FIELDS = {"id": "haouz-1", "url": URL, "outlet": OUTLET, "title": TITLE, "published": DATE, "text": TEXT}


def paragraphs():
    return "\n".join(f"<p>{html.escape(p)}</p>" for p in PARAGRAPHS)


def page():
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": DATE,
            "publisher": {"@type": "NewsMediaOrganization", "name": OUTLET}}
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<title>{TITLE} | {OUTLET}</title>
<link rel="canonical" href="{URL}">
<meta property="og:site_name" content="{OUTLET}">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>
</head>
<body>
<header><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/world">العالم</a></li><li><a href="/sport">رياضة</a></li></ul></nav></header>
<main><article>
<h1>{TITLE}</h1>
{paragraphs()}
</article></main>
<aside><h3>اقرأ أيضا</h3><ul><li><a href="/a">مقتل خمسة في انهيار مبنى</a></li><li><a href="/b">أسعار الذهب اليوم</a></li></ul></aside>
<footer><p>جميع الحقوق محفوظة</p></footer>
</body>
</html>
"""


def rss():
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{OUTLET}</title><link>https://example.org/</link><description>أخبار</description>
<item>
<title>{TITLE}</title>
<link>{URL}</link>
<guid isPermaLink="false">haouz-1</guid>
<pubDate>Sun, 10 Sep 2023</pubDate>
<description>{PARAGRAPHS[1]}</description>
<content:encoded><![CDATA[{paragraphs()}]]></content:encoded>
</item>
</channel>
</rss>
"""


def atom():
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">
<title>{OUTLET}</title><id>https://example.org/</id><updated>{DATE}T20:00:00Z</updated>
<entry>
<title>{TITLE}</title>
<id>urn:example:haouz-1</id>
<link rel="alternate" href="{URL}"/>
<published>{DATE}</published>
<content type="html">{html.escape(paragraphs())}</content>
</entry>
</feed>
"""


def table():
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(FIELDS)
    rows.writerow(FIELDS.values())
    return "\ufeff" + out.getvalue()


def records():
    """The records of a crawl: what the crawler is, the question, the answer, a picture beside it, and a second visit."""

    def record(kind, number, content_type, block, **more):
        fields = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>", "WARC-Date": "2023-09-11T08:00:00Z",
                  "Content-Type": content_type, "Content-Length": len(block), **more}
        head = "WARC/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items()) + "\r\n"
        return head.encode() + block + b"\r\n\r\n"

    body = gzip.compress(page().encode(), mtime=0)
    half = len(body) // 2
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (body[:half], body[half:], b""))
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked
    target = {"WARC-Target-URI": URL}
    return [
        record("warcinfo", 1, "application/warc-fields", b"software: tawatur samples\r\n"),
        record("request", 2, "application/http; msgtype=request", b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", **target),
        record("response", 3, "application/http; msgtype=response", response, **target),
        record("response", 4, "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n",
               **{"WARC-Target-URI": "https://example.org/a.png"}),
        record("revisit", 5, "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", **target,
               **{"WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"}),
    ]


def zstd(data, *options):
    return subprocess.run(["zstd", "-q", "-19", "-c", *options], input=data, capture_output=True, check=True).stdout


def warc_zst():
    """Every record a frame under one dictionary, which stands in a skippable frame before them."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for n, sample in enumerate(sorted((TOP / "samples").glob("*.txt"))):
            for m, paragraph in enumerate(sample.read_bytes().split(b"\n\n")):
                part = pathlib.Path(folder, f"{n:03}-{m:03}")
                part.write_bytes(paragraph)
                parts.append(str(part))
        dictionary = pathlib.Path(folder, "dictionary")
        subprocess.run(["zstd", "-q", "--train", *parts, "--maxdict=2048", "-o", dictionary], check=True, capture_output=True)
        frames = b"".join(zstd(record, "-D", str(dictionary)) for record in records())
        held = dictionary.read_bytes()
    return struct.pack("<II", 0x184D2A5D, len(held)) + held + frames


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, (2023, 9, 11, 8, 0, 0))
            info.external_attr = 0o644 << 16
            z.writestr(info, data, zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def wacz():
    crawl = warc_gz()
    pages = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}) + "\n" + json.dumps({"id": "1", "url": URL, "title": TITLE, "ts": "2023-09-11T08:00:00Z"}) + "\n"
    package = {"profile": "data-package", "wacz_version": "1.1.1", "resources": [
        {"name": "data.warc.gz", "path": "archive/data.warc.gz", "hash": "sha256:" + hashlib.sha256(crawl).hexdigest(), "bytes": len(crawl)}]}
    return archive({"archive/data.warc.gz": crawl, "pages/pages.jsonl": pages, "datapackage.json": json.dumps(package, indent=1)})


def warc_gz():
    return b"".join(gzip.compress(record, mtime=0) for record in records())


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "samples" / "formats")
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps(FIELDS, ensure_ascii=False) + "\n"
    files = {
        "haouz.txt": TEXT, "haouz.html": page(), "haouz.jsonl": line, "haouz.csv": table(), "haouz.rss": rss(), "haouz.atom": atom(),
        "haouz.json": json.dumps({"status": "ok", "articles": {"results": [FIELDS], "totalResults": 1}}, ensure_ascii=False, indent=1) + "\n",
        "haouz.warc.gz": warc_gz(), "haouz.warc.zst": warc_zst(), "haouz.wacz": wacz(), "haouz.zip": archive({"reports/haouz.txt": TEXT}),
        "haouz.txt.gz": gzip.compress(TEXT.encode(), mtime=0), "haouz.txt.zst": zstd(TEXT.encode()),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    print(f"{len(files)} files in {folder}")


if __name__ == "__main__":
    main()
