// A story in the list: what, where, when, how many, from how many first sources, and whether they differ.
import type {Row, Toll} from '../contract';
import {count, countRange, t, when, word} from '../labels';
import {served} from '../source';
import {lang, useSwitches} from '../switches';
import {Name, nameOf, Own} from './Name';

const storyFile = (id: string) => `${id.replace(/[^A-Za-z0-9_-]/g, '-')}.html`;
const storyLink = (id: string) => (served ? `/stories/${encodeURIComponent(id).replaceAll('%3A', ':')}` : storyFile(id));

function TollWords({toll, noun}: {toll: Toll | null; noun: string}) {
  if (!toll) return null;
  return <strong class={noun}>{countRange(toll.low ?? toll.best, toll.high ?? toll.best, noun)}</strong>;
}

const capital = (s: string) => s.charAt(0).toUpperCase() + s.slice(1);

export function StoryCard({row}: {row: Row}) {
  useSwitches();
  const title = (lang() === 'en' && row.title_en) || row.title;
  return (
    <li class="story">
      <h2><a href={storyLink(row.id)}>{row.class
        ? <>{capital(word('event', row.class))}{nameOf(row.place, lang()) && <>: <Name slot={row.place} /></>}</>
        : <bdi><Own words={title} /></bdi>}</a></h2>
      <p class="facts">
        <span>{when(row.date, row.date_end, row.date_prec)}</span>
        {row.country && row.country.id !== row.place?.id && <> {'\u00B7'} <Name slot={row.country} /></>}
      </p>
      <p class="facts tollline">
        <TollWords toll={row.killed} noun="killed" /> <TollWords toll={row.injured} noun="injured" />
      </p>
      <p class="facts sub">
        {count(row.reports, 'report')}
        {row.origins > 0 && <> {'\u00B7'} {count(row.origins, 'origin')}</>}
        {row.copies > 0 && <> {'\u00B7'} {count(row.copies, 'copy')}</>}
        {row.conflicts > 0 && <> <span class="badge b-differs">{t('list.conflicts')} ({count(row.conflicts, 'point')})</span></>}
      </p>
    </li>
  );
}
