// What the script adds to a statement that the server wrote: copy as citation, open its words, decide.
import {useState} from 'preact/hooks';
import type {Claim, Evidence, Figure, Findings} from '../contract';
import {t} from '../labels';
import {dossier, findings, forget, served} from '../source';
import {useSwitches} from '../switches';
import {Cite, citation} from './Cite';
import {readerLink, type Stated} from './Statement';
import {Verdict} from './Verdict';

interface Found { stated: Stated; findings: Findings }

async function find(id: string): Promise<Found | null> {
  const report = (await dossier()).reports.find(r => r.sha256.startsWith(id.slice(0, 12)));
  if (!report) return null;
  const f = await findings(report.sha256);
  const figure = f.figures.find((x: Figure) => x.id === id);
  if (figure) return {stated: {figure}, findings: f};
  const claim = f.claims.find((x: Claim) => x.id === id);
  return claim ? {stated: {claim}, findings: f} : null;
}

// The row says how it stood when the page was made; what was decided since shows here, and in the page when it is opened anew.

export function RowTools({id}: {id: string}) {
  useSwitches();
  const [found, setFound] = useState<Found | null>(null);
  const [open, setOpen] = useState(false);
  const [gone, setGone] = useState(false);
  const show = () => find(id).then(f => { setFound(f); setOpen(o => !o); }, () => {});
  const s = found && (found.stated.figure ?? found.stated.claim);
  const via = found?.stated.figure?.via ?? [];
  return (
    <span class="rowtools">
      <button type="button" class="small" aria-expanded={open} onClick={show}>{t('row.tools')}</button>
      {open && found && s && (
        <span class="actions">
          {served && <a class="button small" href={readerLink(found.findings.report.sha256, s.evidence as Evidence)}>{t('row.read')}</a>}
          <Cite text={() => citation(s.evidence, s.speaker, via, found.findings.report, s.id)} />
          {served && <Verdict id={id} figure={found.stated.figure} review={s.review} onDecided={() => { forget(found.findings.report.sha256); find(id).then(f => (f ? setFound(f) : setGone(true)), () => {}); }} />}
          {gone && <span class="badge v-rejected">{t('verdict.rejected')}</span>}
        </span>
      )}
    </span>
  );
}
