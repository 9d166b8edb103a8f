// Choose two to four of a dossier's reports to see side by side: on a page of its own from the service, here in a file.
import {useEffect, useState} from 'preact/hooks';
import type {Dossier} from '../contract';
import {t, when} from '../labels';
import {dossier, masked, served} from '../source';
import {useSwitches} from '../switches';
import {Compare} from './Compare';

const kMost = 4;

export function ComparePick() {
  useSwitches();
  const [d, setD] = useState<Dossier | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [open, setOpen] = useState(false);
  useEffect(() => void dossier().then(x => { setD(x); setChosen(x.reports.slice(0, 2).map(r => r.sha256)); }, () => {}), []);
  if (masked || !d || d.reports.length < 2) return null;
  const toggle = (sha: string, on: boolean) => { setChosen(on ? [...chosen, sha] : chosen.filter(x => x !== sha)); setOpen(false); };
  const ready = chosen.length >= 2 && chosen.length <= kMost;
  return (
    <section id="compare" aria-labelledby="h-compare">
      <h2 id="h-compare">{t('section.compare')}</h2>
      <p class="lead">{t('compare.pick')}</p>
      <ul class="pickers">
        {d.reports.map(r => (
          <li key={r.sha256}><label class="tick">
            <input type="checkbox" checked={chosen.includes(r.sha256)} disabled={!chosen.includes(r.sha256) && chosen.length >= kMost} onChange={e => toggle(r.sha256, e.currentTarget.checked)} />
            {' '}<bdi>{r.outlet || r.id.split('/').pop()}</bdi> <span class="sub">{when(r.published?.slice(0, 10) ?? null)}</span>
          </label></li>
        ))}
      </ul>
      <p>
        {served
          ? <a class="button" aria-disabled={!ready} href={ready ? `${location.pathname}/compare?r=${chosen.join(',')}` : undefined}>{t('compare.go')}</a>
          : <button type="button" disabled={!ready} aria-expanded={open} onClick={() => setOpen(!open)}>{t('compare.go')}</button>}
      </p>
      {open && ready && <Compare hashes={chosen} />}
    </section>
  );
}
