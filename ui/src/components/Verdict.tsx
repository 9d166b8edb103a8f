// What a person decides about a statement: accept, reject, correct. Every decision is a row of the log; nothing is
// overwritten, and the last one counts.
import {useState} from 'preact/hooks';
import type {Action, Decision} from '../contract';
import {t, turned, word} from '../labels';
import {decide, token} from '../source';
import {useSwitches} from '../switches';
import {Correction} from './Correction';
import type {Stated} from './Statement';

export function Standing({decisions}: {decisions: Decision[]}) {
  useSwitches();
  const last = decisions[decisions.length - 1];
  if (!last) return null;
  return (
    <p class="standing">
      <span class={`badge v-${last.action}`}>{word('verdict', last.action)}</span>{' '}
      <bdi>{last.who}</bdi> <span class="sub">{turned(last.at.slice(0, 16).replace('T', ' '))}</span>
      {last.reason && <> <q>{last.reason}</q></>}
    </p>
  );
}

export function Verdict({stated, decisions, onDecided}: {stated: Stated; decisions: Decision[]; onDecided?: () => void}) {
  useSwitches();
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState('');
  const id = (stated.figure ?? stated.claim).id;
  const send = (action: Action, after: Record<string, unknown> = {}, reason = '') =>
    decide(id, action, after, reason).then(() => { setOpen(false); setTrouble(''); onDecided?.(); }, (e: Error) => setTrouble(e.message));
  if (!token()) return <Standing decisions={decisions} />;
  return (
    <>
      <button type="button" class="small" onClick={() => send('accept')}>{t('verdict.accept_it')}</button>
      <button type="button" class="small" onClick={() => send('reject')}>{t('verdict.reject_it')}</button>
      {stated.figure && <button type="button" class="small" aria-expanded={open} onClick={() => setOpen(!open)}>{t('verdict.correct_it')}</button>}
      <Standing decisions={decisions} />
      {trouble && <p class="trouble" role="alert">{t('review.failed')} <bdi dir="ltr">{trouble}</bdi></p>}
      {open && stated.figure && <Correction figure={stated.figure} onSend={(after, reason) => send('correct', after, reason)} onCancel={() => setOpen(false)} />}
    </>
  );
}
