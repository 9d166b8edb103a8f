// One statement of one report, a figure or a claim, with its words and what one can do with it.
import type {Claim, Figure, ReportMeta} from '../contract';
import {t, when, word} from '../labels';
import {served} from '../source';
import {useSwitches} from '../switches';
import {Chain} from './Chain';
import {Cite, citation} from './Cite';
import {Name} from './Name';
import {Value} from './Value';
import {Verdict} from './Verdict';

export type Stated = {figure: Figure; claim?: undefined} | {claim: Claim; figure?: undefined};

export function readerLink(sha256: string, at: {begin: number; end: number}): string {
  return `/reports/${sha256}#f=${at.begin}-${at.end}`;
}

export function Facts({stated}: {stated: Stated}) {
  useSwitches();
  if (stated.claim) {
    const c = stated.claim;
    return (
      <dl class="pairs">
        <div><dt>{t('word.strength')}</dt><dd>{word('strength', c.strength)}</dd></div>
        {c.target && <div><dt>{t('word.about')}</dt><dd><Name slot={c.target} /></dd></div>}
      </dl>
    );
  }
  const f = stated.figure;
  return (
    <dl class="pairs">
      {f.affiliation && <div><dt>{t('word.affiliation')}</dt><dd><Name slot={f.affiliation} /></dd></div>}
      {f.place && <div><dt>{t('word.place')}</dt><dd><Name slot={f.place} none="none.place" /></dd></div>}
      {f.when && <div><dt>{t('word.when')}</dt><dd>{when(f.when)}</dd></div>}
      {f.as_of && <div><dt>{t('col.as_of')}</dt><dd>{when(f.as_of)}</dd></div>}
      {f.caveat && <div><dt>{t('word.caveat')}</dt><dd><q lang="ar" dir="rtl">{f.caveat}</q></dd></div>}
    </dl>
  );
}

export function Statement({stated, report, onDecided}: {stated: Stated; report: ReportMeta; onDecided: () => void}) {
  useSwitches();
  const s = stated.figure ?? stated.claim;
  const via = stated.figure?.via ?? [];
  return (
    <div class="statement">
      <p class="meta">
        <strong>{stated.figure ? word('kind', stated.figure.kind) : word('claim', stated.claim.type)}</strong>
        {stated.figure && <> <span class="value"><Value of={stated.figure} /></span></>}
      </p>
      <p class="meta"><Chain speaker={s.speaker} via={via} outlet={report.outlet} /></p>
      <Facts stated={stated} />
      <blockquote lang="ar" dir="rtl"><q>{s.evidence.text}</q></blockquote>
      <div class="actions">
        <Cite text={() => citation(s.evidence, s.speaker, via, report, s.id)} />
        {served && <Verdict id={s.id} figure={stated.figure} review={s.review} onDecided={onDecided} />}
      </div>
    </div>
  );
}
