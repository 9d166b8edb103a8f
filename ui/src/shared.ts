// Which words of a report an earlier one has already: runs of at least kRun equal words, marks and letter variants apart.

const kRun = 6;
const kWord = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640]*/gu;

interface Word { begin: number; end: number; key: string }

function wordsOf(text: string): Word[] {
  return [...text.matchAll(kWord)].map(m => ({
    begin: m.index, end: m.index + m[0].length,
    key: m[0].normalize('NFKC').replace(/[\p{M}\u0640]/gu, '').replace(/[\u0622\u0623\u0625]/g, '\u0627').replace(/\u0649/g, '\u064a').replace(/\u0629/g, '\u0647'),
  }));
}

// Units of `text` that stand in one of `earlier`, as disjoint ascending spans that run over what lies between the words.
export function sharedSpans(text: string, earlier: string[]): [number, number][] {
  const known = new Set<string>();
  for (const other of earlier) {
    const keys = wordsOf(other).map(w => w.key);
    for (let i = 0; i + kRun <= keys.length; ++i) known.add(keys.slice(i, i + kRun).join(' '));
  }
  const words = wordsOf(text);
  const hit = new Uint8Array(words.length);
  for (let i = 0; i + kRun <= words.length; ++i) {
    if (known.has(words.slice(i, i + kRun).map(w => w.key).join(' '))) hit.fill(1, i, i + kRun);
  }
  const spans: [number, number][] = [];
  words.forEach((w, i) => {
    if (!hit[i]) return;
    const last = spans[spans.length - 1];
    if (last && hit[i - 1]) last[1] = w.end; else spans.push([w.begin, w.end]);
  });
  return spans;
}
