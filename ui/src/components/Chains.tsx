// Chains of origin: who said it -> which agency passed it on -> which outlet printed it. Lines by d3-shape; the list
// beside them is the accessible form.
import {linkHorizontal} from 'd3-shape';
import {useEffect, useState} from 'preact/hooks';
import type {Dossier, Slot} from '../contract';
import {count, number, t} from '../labels';
import {dossier} from '../source';
import {narrow, useSwitches} from '../switches';
import {Name, nameOf} from './Name';

interface Node { key: string; slot: Slot | null; y: number; figures: number }
interface Link { from: Node; to: Node; figures: number; kind: 'said' | 'copied' }

const kWidth = 960, kRow = 40, kColumns = [135, 450, 765], kBox = 250, kMostSpeakers = 14;

function cut(s: string): string { return s.length > 35 ? `${s.slice(0, 34)}\u2026` : s; }

// One line a path that figures took; every speaker, agency and outlet once.
function build(d: Dossier) {
  const story = d.stories[0]!;
  const columns: Map<string, Node>[] = [new Map(), new Map(), new Map()];
  const links = new Map<string, Link>();
  // Reports of one outlet are one publisher.
  const outlets = new Map(d.reports.map(r => [r.id, {id: r.outlet || r.id, name: r.outlet || r.id.split('/').pop()!} as Slot]));
  const put = (column: number, slot: Slot | null): Node => {
    const key = slot?.name || slot?.text || slot?.id || '';
    const have = columns[column]!.get(key);
    if (have) return have;
    const node = {key, slot, y: 0, figures: 0};
    columns[column]!.set(key, node);
    return node;
  };
  const join = (from: Node, to: Node, kind: Link['kind'], n = 1) => {
    const key = `${from.key}|${to.key}|${kind}`;
    const have = links.get(key);
    if (have) have.figures += n; else links.set(key, {from, to, figures: n, kind});
  };
  for (const series of story.figures) {
    if (series.background) continue;
    for (const point of series.series) {
      for (const report of new Set(point.evidence.map(e => e.report))) {
        const speaker = put(0, point.speaker), outlet = put(2, outlets.get(report) ?? null);
        ++speaker.figures, ++outlet.figures;
        const agency = point.via[0] && point.via[0].id !== outlets.get(report)?.id ? put(1, point.via[0]) : null;
        if (agency) { ++agency.figures; join(speaker, agency, 'said'); join(agency, outlet, 'said'); } else join(speaker, outlet, 'said');
      }
    }
  }
  for (const c of story.copies) {
    const by = outlets.get(c.by), of = outlets.get(c.of);
    if (by && of && by.id !== of.id) join(put(2, of), put(2, by), 'copied', Math.round(c.share * 100));
  }
  const tall = columns.map(column => {
    const nodes = [...column.values()].sort((a, b) => b.figures - a.figures);
    return nodes.slice(0, kMostSpeakers);
  });
  const rows = Math.max(...tall.map(c => c.length));
  tall.forEach(nodes => nodes.forEach((n, i) => (n.y = 46 + kRow * (i + (rows - nodes.length) / 2))));
  const placed = new Set(tall.flat());
  return {columns: tall, links: [...links.values()].filter(l => placed.has(l.from) && placed.has(l.to)), paths: [...links.values()], rows, all: columns};
}

export function Chains() {
  const {lang} = useSwitches();
  const [d, setD] = useState<Dossier | null>(null);
  useEffect(() => void dossier().then(setD, () => {}), []);
  if (!d?.stories[0] || d.stories[0].figures.every(f => f.background)) return null;
  const story = d.stories[0], {columns, links, paths, rows, all} = build(d);
  const height = 46 + kRow * rows;
  // Reading order: in Arabic who said it stands on the right.
  const x = (column: number) => (lang === 'ar' ? kWidth - kColumns[column]! : kColumns[column]!);
  const out = lang === 'ar' ? -1 : 1;
  const link = linkHorizontal<unknown, [number, number]>();
  const side = (n: Node) => columns.findIndex(c => c.includes(n));
  const label = (n: Node) => nameOf(n.slot, lang) || t('none.source');
  return (
    <section id="chains" aria-labelledby="h-chains">
      <h2 id="h-chains">{t('section.chains')}</h2>
      <p class="lead">{t('chains.lead')}</p>
      {!narrow() && <figure class="chart chains">
        <div class="scroll" tabIndex={0} role="group" aria-labelledby="h-chains">
          <svg viewBox={`0 0 ${kWidth} ${height}`} role="img" aria-label={`${t('section.chains')}: ${count(all[0]!.size, 'speaker')}, ${count(story.reports.length, 'report')}`} direction="ltr">
            {['chains.speaker', 'chains.agency', 'chains.outlet'].map((k, i) => (i === 1 && columns[1]!.length === 0 ? null : <text key={k} class="tick" x={x(i)} y={18} text-anchor="middle">{t(k)}</text>))}
            {links.map((l, i) => {
              const a = side(l.from), b = side(l.to);
              if (l.kind === 'copied') {
                const ax = x(2) + out * kBox / 2, bend = ax + out * 70;
                return <path key={i} class="copied" d={`M${ax},${l.from.y}C${bend},${l.from.y} ${bend},${l.to.y} ${ax},${l.to.y}`} />;
              }
              return <path key={i} class="said" stroke-width={Math.min(6, 1 + l.figures * 0.6)} d={link({source: [x(a) + out * kBox / 2, l.from.y], target: [x(b) - out * kBox / 2, l.to.y]}) ?? ''} />;
            })}
            {columns.map((nodes, i) => nodes.map(n => (
              <g key={i + n.key} class={n.slot ? 'node' : 'node unnamed'}>
                <rect x={x(i) - kBox / 2} y={n.y - 14} width={kBox} height={28} rx={3} />
                <text x={x(i)} y={n.y + 5} text-anchor="middle" direction={/[\u0590-\u08ff]/.test(label(n)) ? 'rtl' : 'ltr'}>{cut(label(n))}</text>
                <title>{label(n)}</title>
              </g>
            )))}
          </svg>
        </div>
        <figcaption class="key">{t('chains.key')}</figcaption>
      </figure>}
      <details class="more" open={narrow()}>
        <summary>{t('chains.list')}</summary>
        <ul class="plain">
          {[...all[0]!.values()].sort((a, b) => b.figures - a.figures).map(n => (
            <li key={n.key}><Name slot={n.slot} /> {paths.filter(l => l.from === n).map((l, i) => <>{i ? t('list.comma') : <span class="to" aria-hidden="true">{'\u2192'}</span>} <Name slot={l.to.slot} /></>)} <span class="sub">{t('chains.statements')}: {number(n.figures)}</span></li>
          ))}
        </ul>
      </details>
    </section>
  );
}
