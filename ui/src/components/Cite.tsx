// Copies a statement as a citation that another person can check: words, who, where, when, hash, offsets.
import {useState} from 'preact/hooks';
import type {ReportMeta, Slot, Words} from '../contract';
import {t, when} from '../labels';
import {lang, useSwitches} from '../switches';
import {nameOf} from './Name';

export function citation(words: Words, speaker: Slot | null, via: Slot[], report: ReportMeta, id: string): string {
  const names = [speaker, ...via].map(s => nameOf(s, lang())).filter(Boolean);
  return [
    `\u00AB${words.text.trim()}\u00BB`,
    names.join(' \u2190 ') || t('none.source'),
    [report.outlet, report.title, report.published ? when(report.published.slice(0, 10)) : ''].filter(Boolean).join(', '),
    report.url ?? '',
    `SHA-256 ${report.sha256}, ${t('cite.bytes')} ${words.begin}\u2013${words.end}, ${id}`,
  ].filter(Boolean).join('\n');
}

export function Cite({text}: {text: () => string}) {
  useSwitches();
  const [state, set] = useState<'' | 'done' | 'failed'>('');
  const copy = () => navigator.clipboard.writeText(text()).then(() => set('done'), () => set('failed'));
  return (
    <>
      <button type="button" class="small" onClick={copy}>{t('cite.copy')}</button>
      <span class="vh" role="status">{state === 'done' ? t('cite.done') : ''}</span>
      {state === 'done' && <span class="ok" aria-hidden="true">{'\u2713'}</span>}
      {state === 'failed' && <textarea class="citation" readOnly rows={5} aria-label={t('cite.copy')} value={text()} onFocus={e => e.currentTarget.select()} />}
    </>
  );
}
