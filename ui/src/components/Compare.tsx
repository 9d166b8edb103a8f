// Reports side by side, earliest first; what an earlier one has already is greyed, figures stand out, j and k walk them.
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {ByteMap} from '../bytes';
import type {Findings} from '../contract';
import {DomText} from '../domtext';
import {locate, paint} from '../layers';
import {percent, t, when} from '../labels';
import {findings, served} from '../source';
import {sharedSpans} from '../shared';
import {useSwitches} from '../switches';

const age = (f: Findings) => f.report.published ?? '9';

// A line of a report in pieces that are new or copied.
function Line({text, from, copied}: {text: string; from: number; copied: [number, number][]}) {
  const pieces: {words: string; old: boolean}[] = [];
  let at = from;
  const end = from + text.length;
  for (const [a, b] of copied) {
    if (b <= from || a >= end) continue;
    const begin = Math.max(a, from), until = Math.min(b, end);
    if (begin > at) pieces.push({words: text.slice(at - from, begin - from), old: false});
    pieces.push({words: text.slice(begin - from, until - from), old: true});
    at = until;
  }
  if (at < end) pieces.push({words: text.slice(at - from), old: false});
  return <p>{pieces.map((p, i) => (p.old ? <span key={i} class="copied">{p.words}</span> : p.words))}</p>;
}

export function Compare({hashes}: {hashes: string[]}) {
  useSwitches();
  const [all, setAll] = useState<Findings[]>([]);
  const [trouble, setTrouble] = useState('');
  const [at, setAt] = useState(-1);
  const panes = useRef<(HTMLDivElement | null)[]>([]);
  const key = hashes.join();
  useEffect(() => {
    setAt(-1);
    Promise.all(hashes.map(findings)).then(list => setAll(list.sort((a, b) => (age(a) < age(b) ? -1 : 1))), (e: Error) => setTrouble(e.message));
  }, [key]);
  const sheets = useMemo(() => all.map((f, i) => {
    const text = f.report.text ?? '';
    const copied = sharedSpans(text, all.slice(0, i).map(x => x.report.text ?? ''));
    const letters = (s: string) => s.replace(/\s+/g, '').length;
    const share = letters(copied.map(([a, b]) => text.slice(a, b)).join('')) / Math.max(1, letters(text));
    return {f, text, copied, share, map: new ByteMap(text)};
  }), [all]);
  const spots = useMemo(() => sheets.flatMap((s, pane) => s.f.figures.map(figure => ({pane, figure}))), [sheets]);
  useEffect(() => {
    const doms = sheets.map((_, i) => (panes.current[i] ? new DomText(panes.current[i]!) : null));
    const rangeOf = (pane: number, begin: number, end: number, text: string) => {
      const span = locate(sheets[pane]!.map, {begin, end, text});
      return span && doms[pane] ? doms[pane]!.range(span[0], span[1]) : null;
    };
    const present = <T,>(list: (T | null)[]) => list.filter((x): x is T => x !== null);
    paint('figure', present(spots.map(s => rangeOf(s.pane, s.figure.number.begin, s.figure.number.end, s.figure.number.text))), 3);
    const spot = spots[at];
    if (!spot) return paint('focus', []);
    // The figure itself, and in every other pane the first one of its kind: what the eye wants to lay side by side.
    const same = sheets.map((_, pane) => (pane === spot.pane ? spot : spots.find(s => s.pane === pane && s.figure.kind === spot.figure.kind)));
    const focus = present(same.map(s => (s ? rangeOf(s.pane, s.figure.evidence.begin, s.figure.evidence.end, s.figure.evidence.text) : null)));
    paint('focus', focus, 10);
    focus.forEach(r => {
      const box = r.startContainer.parentElement?.closest('.pane') as HTMLElement | null;
      if (box) box.scrollTop += r.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    });
  }, [sheets, spots, at]);
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if ((e.target as Element).closest('input,select,textarea') || e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === 'j') setAt(n => Math.min(n + 1, spots.length - 1));
      if (e.key === 'k') setAt(n => Math.max(n - 1, 0));
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [spots]);
  const Heading = served ? 'h2' : 'h3';
  if (trouble) return <p class="trouble" role="alert">{t('list.failed')} <bdi dir="ltr">{trouble}</bdi></p>;
  return (
    <div class="compare">
      <p class="tools">
        <button type="button" onClick={() => setAt(n => Math.max(n - 1, 0))}>{t('compare.before')} <kbd>k</kbd></button>
        <button type="button" onClick={() => setAt(n => Math.min(n + 1, spots.length - 1))}>{t('compare.after')} <kbd>j</kbd></button>
        <span class="legend"><span class="copied">{t('compare.copied')}</span> <span class="l-figure swatch">{t('layer.figure')}</span></span>
      </p>
      <div class={`panes of-${sheets.length}`}>
        {sheets.map((s, i) => {
          let unit = 0;
          const name = s.f.report.outlet || s.f.report.id.split('/').pop();
          return (
            <article key={s.f.report.sha256}>
              <Heading class="outlet"><bdi>{name}</bdi> <span class="sub">{when(s.f.report.published?.slice(0, 10) ?? null)}</span></Heading>
              <p class="sub">{i > 0 ? `${percent(s.share)} ${t('compare.share')}` : t('compare.first')}{served && <> {'\u00B7'} <a href={`/reports/${s.f.report.sha256}`}>{t('compare.open')}</a></>}</p>
              <div class="pane" tabIndex={0} role="region" aria-label={name}>
                <div class="text" lang="ar" dir="rtl" ref={e => void (panes.current[i] = e)}>
                  {s.text.split('\n').map((line, k) => {
                    const from = unit;
                    unit += line.length + 1;
                    return <Line key={k} text={line} from={from} copied={s.copied} />;
                  })}
                </div>
              </div>
            </article>
          );
        })}
      </div>
    </div>
  );
}
