// Where the words that were looked for stand in the reports: the best first, each a link into its report.
import {useEffect, useState} from 'preact/hooks';
import {ByteMap} from '../bytes';
import type {Hit} from '../contract';
import {t, when} from '../labels';
import {get} from '../source';
import {useSwitches} from '../switches';
import {readerLink} from './Statement';

const kShown = 3, kMost = 12;

function Excerpt({hit}: {hit: Hit}) {
  const {begin, text} = hit.excerpt!, map = new ByteMap(text);
  let at = 0;
  return (
    <q lang="ar" dir="rtl">
      {hit.hits.filter(h => h.begin >= begin && h.end <= begin + map.bytes).map(h => {
        const from = Math.max(at, map.unit(h.begin - begin)), until = Math.max(from, map.unit(h.end - begin));
        const before = text.slice(at, from);
        at = until;
        return <>{before}<mark>{text.slice(from, until)}</mark></>;
      })}
      {text.slice(at)}
    </q>
  );
}

export function Hits({words}: {words: string}) {
  useSwitches();
  const [rows, setRows] = useState<Hit[]>([]);
  useEffect(() => {
    let mine = true;
    get<{rows: Hit[]}>(`/search.json?_size=${kMost}&q=${encodeURIComponent(words)}`).then(a => mine && setRows(a.rows.filter(h => h.excerpt)), () => mine && setRows([]));
    return () => void (mine = false);
  }, [words]);
  if (rows.length === 0) return null;
  const item = (h: Hit) => (
    <li key={h.sha256} class="q">
      <Excerpt hit={h} />
      <a class="src" href={readerLink(h.sha256, h.hits[0] ?? h.excerpt!)}><bdi>{h.outlet || h.report.split('/').pop()}</bdi>{h.published && <> {'\u00B7'} {when(h.published.slice(0, 10))}</>}</a>
    </li>
  );
  return (
    <section class="hits" aria-labelledby="h-hits">
      <h2 class="facet-name" id="h-hits">{t('list.hits')}</h2>
      <ul>{rows.slice(0, kShown).map(item)}</ul>
      {rows.length > kShown && <details class="more"><summary>{t('quotes.more')}</summary><ul>{rows.slice(kShown).map(item)}</ul></details>}
    </section>
  );
}
