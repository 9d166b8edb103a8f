// The rail of facets: what the list can be narrowed by, with how many stories each choice leaves.
import type {FacetValue} from '../contract';
import {number, t, word} from '../labels';
import type {Query} from '../pick';
import {lang, useSwitches} from '../switches';

const kShown = 8;

function name(field: string, v: FacetValue): string {
  if (v.ar || v.en) return (lang() === 'en' ? v.en : v.ar) || v.ar || v.value;
  return field === 'class' ? word('event', v.value) : word('kind', v.value);
}

function Choices({field, values, query, onChange}: {
  field: string; values: FacetValue[]; query: Query; onChange: (field: string, value: string) => void;
}) {
  const chosen = query[field];
  const option = (v: FacetValue) => (
    <li key={v.value}>
      <button type="button" class="choice" aria-pressed={chosen === v.value} onClick={() => onChange(field, chosen === v.value ? '' : v.value)}>
        <bdi>{name(field, v)}</bdi> <span class="sub">{number(v.count)}</span>
      </button>
    </li>
  );
  if (values.length === 0 && !chosen) return null;
  return (
    <div class="facet" role="group" aria-labelledby={`facet-${field}`}>
      <h2 class="facet-name" id={`facet-${field}`}>{t(`facet.${field}`)}</h2>
      <ul>{values.slice(0, kShown).map(option)}</ul>
      {values.length > kShown && (
        <details class="more"><summary>{t('facet.more')} ({number(values.length - kShown)})</summary><ul>{values.slice(kShown).map(option)}</ul></details>
      )}
    </div>
  );
}

export function Facets({facets, query, onChange}: {
  facets: Record<string, FacetValue[]>; query: Query; onChange: (field: string, value: string) => void;
}) {
  useSwitches();
  return (
    <aside class="facets" aria-label={t('facet.label')}>
      <details open={matchMedia('(min-width: 60rem)').matches}>
        <summary>{t('facet.label')}</summary>
        <div class="facet">
          <label class="tick"><input type="checkbox" checked={query.conflicts === '1'} onChange={e => onChange('conflicts', e.currentTarget.checked ? '1' : '')} /> {t('facet.conflicts')}</label>
          <label class="tick"><input type="checkbox" checked={query.origins === '2'} onChange={e => onChange('origins', e.currentTarget.checked ? '2' : '')} /> {t('facet.origins')}</label>
        </div>
        <div class="facet dates" role="group" aria-labelledby="facet-date">
          <h2 class="facet-name" id="facet-date">{t('facet.date')}</h2>
          {(['since', 'until'] as const).map(f => (
            <label key={f}>{t(`facet.${f}`)} <input type="date" value={query[f] ?? ''} onChange={e => onChange(f, e.currentTarget.value)} /></label>
          ))}
        </div>
        {['class', 'country', 'place', 'kind'].map(field => (
          <Choices key={field} field={field} values={facets[field] ?? []} query={query} onChange={onChange} />
        ))}
      </details>
    </aside>
  );
}
