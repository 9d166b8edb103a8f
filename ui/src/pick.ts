// The list without a service: the same questions that /stories.json answers, over the rows inside the page.
import type {FacetValue, Row, Rows} from './contract';

export type Query = Record<string, string>;

const fold = (s: string) => s.normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
  .replace(/[\u0622\u0623\u0625]/g, '\u0627').replace(/\u0629/g, '\u0647').replace(/\u0649/g, '\u064a').toLowerCase();

const tests: Record<string, (r: Row, v: string) => boolean> = {
  q: (r, v) => fold(v).split(/\s+/).every(w => fold([r.title, r.title_en, r.place?.name, r.country?.name].join(' ')).includes(w)),
  class: (r, v) => r.class === v,
  country: (r, v) => r.country?.id === v,
  place: (r, v) => r.place?.id === v,
  kind: (r, v) => r.kinds.includes(v),
  since: (r, v) => !!r.date && (r.date_end ?? r.date) >= v,
  until: (r, v) => !!r.date && r.date <= v,
  conflicts: r => r.conflicts > 0,
  origins: (r, v) => r.origins >= Number(v),
};
const toll = (r: Row) => r.killed?.best ?? r.killed?.high ?? r.killed?.low ?? -1;
const orders: Record<string, (a: Row, b: Row) => number> = {
  '': (a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1),
  date: (a, b) => ((a.date ?? '9') < (b.date ?? '9') ? -1 : 1),
  killed: (a, b) => toll(b) - toll(a),
  reports: (a, b) => b.reports - a.reports,
  conflicts: (a, b) => b.conflicts - a.conflicts,
};

function facet(rows: Row[], of: (r: Row) => {value: string; ar?: string; en?: string}[]): FacetValue[] {
  const counts = new Map<string, FacetValue>();
  for (const row of rows) {
    for (const v of of(row)) {
      const have = counts.get(v.value);
      if (have) ++have.count; else counts.set(v.value, {...v, count: 1});
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export function pick(all: Row[], query: Query, next: number, size: number): Rows {
  const rows = all.filter(r => Object.entries(query).every(([k, v]) => tests[k]?.(r, v) ?? true)).sort(orders[query._sort ?? ''] ?? orders['']!);
  const named = (s: {id: string | null; name: string | null; name_en?: string | null} | null) =>
    (s?.id ? [{value: s.id, ar: s.name ?? undefined, en: s.name_en ?? undefined}] : []);
  return {
    rows: rows.slice(next, next + size), count: rows.length, next: next + size < rows.length ? next + size : null,
    facets: {
      class: facet(rows, r => (r.class ? [{value: r.class}] : [])), country: facet(rows, r => named(r.country)),
      place: facet(rows, r => named(r.place)), kind: facet(rows, r => r.kinds.map(value => ({value}))),
    },
  };
}
