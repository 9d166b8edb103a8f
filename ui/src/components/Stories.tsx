// The list of stories: search, facets, order, cards. Every state of it is in the address.
import {useEffect, useRef, useState} from 'preact/hooks';
import type {Row, Rows} from '../contract';
import {count, t} from '../labels';
import {pick, type Query} from '../pick';
import {get, insideRows, readOnly, served} from '../source';
import {useSwitches} from '../switches';
import {Facets} from './Facets';
import {Hits} from './Hits';
import {StoryCard} from './StoryCard';

const kRows = 50;
export const kFields = ['q', 'class', 'country', 'place', 'kind', 'since', 'until', 'conflicts', 'origins', '_sort'] as const;

function readQuery(): Query {
  const all = new URLSearchParams(location.search);
  return Object.fromEntries(kFields.flatMap(f => (all.get(f) ? [[f, all.get(f)!]] : [])));
}
function address(query: Query): string {
  const kept = new URLSearchParams(location.search);
  kFields.forEach(f => kept.delete(f));
  for (const [k, v] of Object.entries(query)) if (v) kept.set(k, v);
  const s = kept.toString();
  return s ? `?${s}` : location.pathname;
}
const ask = (query: Query, next: number): Promise<Rows> => {
  const inside = insideRows();
  if (inside && !served) return Promise.resolve(pick(inside, query, next, kRows));
  const fields = new URLSearchParams({...query, _size: String(kRows), _next: String(next), ...(next ? {} : {_facet: '1'})});
  return get<Rows>(`/stories.json?${fields}`);
};

export function Stories() {
  useSwitches();
  const [query, setQuery] = useState(readQuery);
  const [words, setWords] = useState(query.q ?? '');
  const [rows, setRows] = useState<Row[]>([]);
  const [answer, setAnswer] = useState<Rows | null>(null);
  const [trouble, setTrouble] = useState('');
  const latest = useRef(0);
  useEffect(() => {
    const mine = ++latest.current;
    ask(query, 0).then(a => { if (mine === latest.current) { setAnswer(a); setRows(a.rows); setTrouble(''); } },
      (e: Error) => mine === latest.current && setTrouble(e.message));
  }, [query]);
  useEffect(() => {
    const back = () => { const q = readQuery(); setQuery(q); setWords(q.q ?? ''); };
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const change = (field: string, value: string) => {
    const q = {...query, [field]: value};
    if (!value) delete q[field];
    history.pushState(null, '', address(q));
    setQuery(q);
  };
  const clear = () => { history.pushState(null, '', address({})); setQuery({}); setWords(''); };
  const more = () => answer?.next != null && ask(query, answer.next).then(a => { setRows([...rows, ...a.rows]); setAnswer({...a, facets: answer.facets}); });
  const fields = new URLSearchParams(query).toString();
  return (
    <div class="list">
      <form class="search" role="search" onSubmit={e => { e.preventDefault(); change('q', words.trim()); }}>
        <label class="vh" for="q">{t('search.label')}</label>
        <input id="q" type="search" dir={words ? 'auto' : undefined} value={words} placeholder={t('search.hint')} onInput={e => setWords(e.currentTarget.value)} />
        <button type="submit">{t('search.go')}</button>
      </form>
      <div class="columns">
        <Facets facets={answer?.facets ?? {}} query={query} onChange={change} />
        <section class="found" aria-label={t('index.title')}>
          <p class="summary" role="status">
            {trouble ? <span class="trouble">{t('list.failed')} <bdi dir="ltr">{trouble}</bdi></span> : answer && count(answer.count, 'story')}
          </p>
          <p class="tools">
            <label>{t('sort.label')}{' '}
              <select value={query._sort ?? ''} onChange={e => change('_sort', e.currentTarget.value)}>
                {['', 'date', 'killed', 'reports', 'conflicts'].map(s => <option key={s} value={s}>{t(`sort.${s || 'newest'}`)}</option>)}
              </select>
            </label>
            {served && <span class="exports">{t('list.export')}{' '}
              {['csv', 'geojson'].map(f => <a key={f} href={`/stories.${f}?${fields}`} download>{f.toUpperCase()}</a>)}
            </span>}
          </p>
          {answer && answer.count === 0 && (Object.keys(query).length === 0
            ? <p class="lead">{t('list.empty')} {served && !readOnly && <a href="/add">{t('nav.add')}</a>}</p>
            : <p class="lead">{t('list.none')} <button type="button" onClick={clear}>{t('list.clear')}</button></p>)}
          {served && query.q && <Hits words={query.q} />}
          <ol class="cards-list">{rows.map(row => <StoryCard key={row.id} row={row} />)}</ol>
          {answer?.next != null && <p><button type="button" onClick={more}>{t('list.more')}</button></p>}
        </section>
      </div>
    </div>
  );
}
