// Two lanes drawn over one axis: when things happened, with bars as wide as the date is unsure, and when they were said.
// The list below it, which the server writes, holds the same in words.
import {utcTicks} from 'd3-time';
import {useEffect, useState} from 'preact/hooks';
import type {Story, TimelineEntry} from '../contract';
import {number, t, turned, when} from '../labels';
import {dossier} from '../source';
import {lang, narrow, useSwitches} from '../switches';

const kLeft = 24, kRight = 24, kStep = 13, kMost = 9, kDay = 86_400_000;
const kSpread: Record<number, number> = {1: 1, 2: 4, 3: 7, 4: 30, 5: 365};

interface Dot { entry: TimelineEntry; from: number; to: number; row: number; index: number }

function reach(e: TimelineEntry): [number, number] | null {
  const [a, b] = (e.date ?? '').split('/');
  const from = Date.parse(a && a.length === 4 ? `${a}-01-01` : a && a.length === 7 ? `${a}-01` : a ?? '');
  if (Number.isNaN(from)) return null;
  const until = b ? Date.parse(b.length >= 10 ? b : `${b}-28`) + kDay : from + (kSpread[e.date_prec ?? 1] ?? 1) * kDay;
  return [from, Number.isNaN(until) ? from + kDay : until];
}

// Most of what is told lies within weeks; what lies years before or after would squeeze it into one line.
function near(all: [TimelineEntry, [number, number], number][]): typeof all {
  const starts = all.map(x => x[1][0]).sort((a, b) => a - b);
  const middle = starts[starts.length >> 1]!;
  return all.filter(x => Math.abs(x[1][0] - middle) < 60 * kDay && x[1][1] - x[1][0] < 62 * kDay);
}

function lay(entries: [TimelineEntry, [number, number], number][], x: (n: number) => number): {dots: Dot[]; rows: number} {
  const ends: number[] = [];
  const dots = entries.sort((a, b) => a[1][0] - b[1][0]).map(([entry, [from, to], index]) => {
    let row = ends.findIndex(end => end < x(from));
    if (row < 0) row = ends.length < kMost ? ends.length : kMost - 1;
    ends[row] = Math.max(x(to), x(from) + 12) + 3;
    return {entry, from, to, row, index};
  });
  return {dots, rows: Math.max(1, ends.length)};
}

export function TimeChart() {
  useSwitches();
  const [story, setStory] = useState<Story | null>(null);
  const kWidth = narrow() ? 400 : 960;
  useEffect(() => void dossier().then(d => setStory(d.stories[0] ?? null), () => {}), []);
  const all = (story?.timeline ?? []).flatMap((e, i) => { const r = reach(e); return r ? [[e, r, i] as [TimelineEntry, [number, number], number]] : []; });
  if (all.length < 3) return null;
  const shown = near(all);
  const low = Math.min(...shown.map(s => s[1][0])), high = Math.max(...shown.map(s => s[1][1]));
  const begin = low - kDay / 2, end = Math.max(high, low + 3 * kDay) + kDay / 2;
  const x = (n: number) => kLeft + (n - begin) / (end - begin) * (kWidth - kLeft - kRight);
  const lanes = (['happened', 'said'] as const).map(lane => ({lane, ...lay(shown.filter(s => s[0].lane === lane), x)}));
  const tops: number[] = [];
  let y = 26;
  for (const l of lanes) { tops.push(y); y += 22 + l.rows * kStep + 14; }
  const height = y + 38;
  const ticks = utcTicks(new Date(begin), new Date(end), Math.min(narrow() ? 4 : 7, Math.ceil((end - begin) / kDay)));
  // Where a text begins turns with its direction.
  const rtl = lang() === 'ar', begins = rtl ? 'end' : 'start', ends = rtl ? 'start' : 'end';
  // The day; the month with it where it is a new one.
  const month = (d: Date) => d.toISOString().slice(0, 7);
  const monthAt = (i: number) => i === 0 || month(ticks[i]!) !== month(ticks[i - 1]!);
  // The list gives its items numbers in the order of the timeline.
  const items = document.querySelectorAll('ol.timeline > li');
  return (
    <figure class="chart timechart">
      <div class="scroll" tabIndex={0} role="group" aria-label={t('timechart.title')}>
        <svg viewBox={`0 0 ${kWidth} ${height}`} direction="ltr" role="group" aria-label={t('timechart.title')}>
          {ticks.map((d, i) => (
            <g key={i}><path class="g" d={`M${x(+d)},20V${height - 40}`} />
              <text class="tick" x={x(+d)} y={height - 24} text-anchor="middle">{number(d.getUTCDate())}</text>
              {monthAt(i) && <text class="tick" x={x(+d)} y={height - 7} text-anchor={x(+d) < 110 ? begins : x(+d) > kWidth - 110 ? ends : 'middle'} direction={rtl ? 'rtl' : 'ltr'}>{when(month(d))}</text>}</g>
          ))}
          {lanes.map((l, i) => (
            <g key={l.lane} class={`lane-${l.lane}`}>
              <path class="axis" d={`M${kLeft},${tops[i]! - 8}H${kWidth - kRight}`} />
              <text class="lanename" x={lang() === 'ar' ? kWidth - kRight : kLeft} y={tops[i]! + 8} text-anchor={lang() === 'ar' ? 'end' : 'start'}>{t(`lane.${l.lane}`)}</text>
              {l.dots.map(d => {
                const top = tops[i]! + 20 + d.row * kStep, item = items[d.index];
                const what = (lang() === 'ar' && d.entry.what_ar) || d.entry.what;
                const name = `${when(d.entry.date, null, d.entry.date_prec)}: ${turned(what)}`;
                const shape = l.lane === 'said'
                  ? <circle cx={x(d.from + kDay / 2)} cy={top} r={4.5} />
                  : <rect x={x(d.from)} y={top - 4} width={Math.max(7, x(d.to) - x(d.from) - 2)} height={8} rx={2} class={d.to - d.from > kDay * 1.5 ? 'unsure' : ''} />;
                return item?.id ? <a key={d.index} href={`#${item.id}`} aria-label={name}>{shape}<title>{name}</title></a> : <g key={d.index}>{shape}<title>{name}</title></g>;
              })}
            </g>
          ))}
        </svg>
      </div>
      <figcaption class="key">{t('timechart.key')} {shown.length < all.length && t('timechart.cut')}</figcaption>
    </figure>
  );
}
