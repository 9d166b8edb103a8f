// Highlight layers over a report's text, and the card of the statement one points at. The text itself is the server's;
// nothing in it is changed. Beside it stands the same as a list, for those who cannot see highlights.
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {ByteMap} from '../bytes';
import type {Findings, Words} from '../contract';
import {DomText} from '../domtext';
import {canHighlight, kLayers, locate, paint, ranges, type Layer} from '../layers';
import {number, t} from '../labels';
import {remember, useSwitches} from '../switches';
import {Statement, type Stated} from './Statement';
import {Verdict} from './Verdict';

export interface Sheet { element: Element; findings: Findings }

interface Place { dom: DomText; map: ByteMap; findings: Findings }

function statements(f: Findings): Stated[] {
  return [...f.figures.map(figure => ({figure})), ...f.claims.map(claim => ({claim}))];
}
const wordsOf = (s: Stated): Words => (s.figure ? s.figure.number : s.claim.content ?? s.claim.evidence);
const evidenceOf = (s: Stated): Words => (s.figure ?? s.claim).evidence;

const narrow = () => matchMedia('(max-width: 60rem)').matches;

function pointed(e: MouseEvent): [Node, number] | null {
  const d = document as Document & {caretPositionFromPoint?(x: number, y: number): {offsetNode: Node; offset: number} | null};
  const position = d.caretPositionFromPoint?.(e.clientX, e.clientY);
  if (position) return [position.offsetNode, position.offset];
  const range = document.caretRangeFromPoint?.(e.clientX, e.clientY);
  return range ? [range.startContainer, range.startOffset] : null;
}

export function Layers({sheets, list, onDecided}: {sheets: Sheet[]; list: boolean; onDecided: () => void}) {
  useSwitches();
  const [shown, setShown] = useState<Layer[]>(() => (remember('layers')?.split(',').filter(Boolean) as Layer[]) ?? ['figure']);
  const [card, setCard] = useState<{place: Place; stated: Stated} | null>(null);
  const closer = useRef<HTMLButtonElement>(null);
  const places = useMemo(() => sheets.map(({element, findings}) => ({
    dom: new DomText(element), map: new ByteMap(findings.report.text ?? ''), findings,
  })), [sheets]);

  useEffect(() => {
    kLayers.forEach((layer, i) => paint(layer, shown.includes(layer) ? places.flatMap(p => ranges(p.dom, p.map, p.findings, layer)).map(x => x.range) : [], kLayers.length - i));
    remember('layers', shown.join(','));
  }, [shown, places]);

  // The words that the address or the open card names.
  const focus = (place: Place, words: Words, scroll: boolean) => {
    const at = locate(place.map, words);
    const range = at && place.dom.range(at[0], at[1]);
    paint('focus', range ? [range] : [], 10);
    if (scroll && range) range.startContainer.parentElement?.scrollIntoView({block: 'center'});
  };
  const open = (place: Place, stated: Stated, scroll: boolean) => {
    focus(place, evidenceOf(stated), scroll);
    setCard({place, stated});
  };
  useEffect(() => {
    const read = () => {
      const at = /^#f=(\d+)-(\d+)$/.exec(location.hash);
      if (!at || places.length !== 1) return;
      const place = places[0]!, begin = Number(at[1]), end = Number(at[2]);
      const stated = statements(place.findings).find(s => evidenceOf(s).begin === begin && evidenceOf(s).end === end)
        ?? statements(place.findings).find(s => wordsOf(s).begin === begin);
      if (stated) return open(place, stated, true);
      focus(place, {begin, end, text: place.map.slice(begin, end)}, true);
    };
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [places]);

  useEffect(() => {
    const listeners = places.map(place => {
      const click = (e: Event) => {
        if (!getSelection()?.isCollapsed || (e.target as Element).closest('a')) return;
        const at = pointed(e as MouseEvent);
        const unit = at && place.dom.unit(at[0], at[1]);
        if (unit === null || unit === undefined) return;
        const byte = place.map.byte(unit);
        const covers = (w: Words) => w.begin <= byte && byte < w.end;
        const hit = statements(place.findings).filter(s => covers(wordsOf(s)))[0]
          ?? statements(place.findings).filter(s => covers(evidenceOf(s))).sort((a, b) => length(a) - length(b))[0];
        if (hit) open(place, hit, false);
      };
      place.dom.root.addEventListener('click', click);
      return () => place.dom.root.removeEventListener('click', click);
    });
    return () => listeners.forEach(f => f());
  }, [places]);
  const length = (s: Stated) => evidenceOf(s).end - evidenceOf(s).begin;

  const close = () => { setCard(null); paint('focus', []); };
  return (
    <div class="layers">
      <fieldset class="toggles">
        <legend>{t('layers.title')}</legend>
        {kLayers.map(layer => (
          <label key={layer} class={`layer l-${layer}`}>
            <input type="checkbox" checked={shown.includes(layer)} disabled={!canHighlight}
              onChange={e => setShown(e.currentTarget.checked ? [...shown, layer] : shown.filter(x => x !== layer))} />
            <span class="swatch">{t(`layer.${layer}`)}</span>
          </label>
        ))}
      </fieldset>
      {!canHighlight && <p class="sub">{t('layers.none')}</p>}
      {list && places.map(place => (
        <details class="fold stated-fold" key={place.findings.report.sha256} open={!narrow()}><summary>{t('layers.list')} ({number(statements(place.findings).length)})</summary>
        <ol class="stated" aria-label={t('layers.list')}>
          {statements(place.findings).sort((a, b) => wordsOf(a).begin - wordsOf(b).begin).map(s => (
            <li key={(s.figure ?? s.claim).id}>
              <Statement stated={s} report={place.findings.report} onDecided={onDecided} />
              <button type="button" class="small" onClick={() => focus(place, evidenceOf(s), true)}>{t('layers.show')}</button>
            </li>
          ))}
          {(place.findings.reviews ?? []).filter(r => r.status === 'rejected').map(r => (
            <li key={r.id} class="rejected">
              {r.evidence && <blockquote lang="ar" dir="rtl"><q>{r.evidence.text}</q></blockquote>}
              <div class="actions"><Verdict id={r.id} review={r} onDecided={onDecided} /></div>
            </li>
          ))}
        </ol>
        </details>
      ))}
      {card && (!list || narrow()) && (
        <aside class="card-sheet" aria-label={t('layers.card')} onKeyDown={e => e.key === 'Escape' && close()}>
          <button ref={closer} type="button" class="small close" onClick={close} aria-label={t('layers.close')}>{'\u00D7'}</button>
          <Statement stated={card.stated} report={card.place.findings.report} onDecided={onDecided} />
        </aside>
      )}
    </div>
  );
}
