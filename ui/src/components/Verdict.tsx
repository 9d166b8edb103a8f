// What a person decides about a statement: accept, reject, correct, take back. Every decision is a row of the log; nothing
// is overwritten, and the last one counts.
import {useState} from 'preact/hooks';
import type {Action, Figure, Reviewed} from '../contract';
import {t, turned, word} from '../labels';
import {decide, reviewer, token} from '../source';
import {useSwitches} from '../switches';
import {Correction} from './Correction';

export function Standing({review}: {review?: Reviewed}) {
  useSwitches();
  if (!review) return null;
  return (
    <p class="standing">
      <span class={`badge v-${review.status}`}>{word('verdict', review.status)}</span>{' '}
      <bdi>{review.by}</bdi> <span class="sub"><bdi dir="ltr">{turned(review.at.slice(0, 16).replace('T', ' '))}</bdi></span>
      {review.machine && Object.keys(review.machine).length > 0 && <> <span class="sub">{t('review.machine')}: <bdi dir="ltr" class="mono">{turned(Object.entries(review.machine).map(([k, v]) => `${k} ${v}`).join(', '))}</bdi></span></>}
      {review.reason && <> <q>{review.reason}</q></>}
    </p>
  );
}

export function Verdict({id, figure, review, onDecided}: {id: string; figure?: Figure; review?: Reviewed; onDecided: () => void}) {
  useSwitches();
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [saved, setSaved] = useState(false);
  const send = (action: Action, after: Record<string, unknown> = {}, reason = '') => {
    const who = reviewer() || prompt(t('review.name_first')) || '';
    if (!who.trim()) return;
    reviewer(who);
    decide(id, action, after, reason).then(() => { setOpen(false); setTrouble(''); setSaved(true); onDecided(); }, (e: Error) => setTrouble(e.message));
  };
  const now = review?.status;
  if (!token()) return <Standing review={review} />;
  return (
    <>
      {now !== 'accepted' && <button type="button" class="small" onClick={() => send('accept')}>{t('verdict.accept_it')}</button>}
      {now !== 'rejected' && <button type="button" class="small" onClick={() => send('reject')}>{t('verdict.reject_it')}</button>}
      {figure && <button type="button" class="small" aria-expanded={open} onClick={() => setOpen(!open)}>{t('verdict.correct_it')}</button>}
      {review && <button type="button" class="small" onClick={() => send('undo', {review: review.review})}>{t('verdict.undo_it')}</button>}
      <Standing review={review} />
      <span class="sub" role="status">{saved ? t('review.saved') : ''}</span>
      {trouble && <p class="trouble" role="alert">{t('review.failed')} <bdi dir="ltr">{trouble}</bdi></p>}
      {open && figure && <Correction figure={figure} onSend={(after, reason) => send('correct', after, reason)} onCancel={() => setOpen(false)} />}
    </>
  );
}
