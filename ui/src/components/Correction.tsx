// The form in which a figure's slots are corrected: only what was changed is sent.
import {useEffect, useRef, useState} from 'preact/hooks';
import type {Figure} from '../contract';
import {t, word} from '../labels';
import {useSwitches} from '../switches';

const kKinds = ['killed', 'injured', 'casualties', 'missing', 'abducted', 'arrested', 'detained', 'escaped', 'released', 'displaced',
  'surrendered', 'rescued', 'affected', 'strength'];

// Whole numbers in Latin or Arabic digits; null for a blank; undefined for anything else.
export function wholeNumber(s: string): number | null | undefined {
  const plain = s.trim().replace(/[\u0660-\u0669]/g, d => String(d.charCodeAt(0) - 0x660)).replace(/[,\u066C]/g, '');
  if (plain === '') return null;
  return /^\d{1,12}$/.test(plain) ? Number(plain) : undefined;
}

export function Correction({figure, onSend, onCancel}: {
  figure: Figure; onSend: (after: Record<string, unknown>, reason: string) => void; onCancel: () => void;
}) {
  useSwitches();
  const [low, setLow] = useState(figure.low === null ? '' : String(figure.low));
  const [high, setHigh] = useState(figure.high === null ? '' : String(figure.high));
  const [kind, setKind] = useState(figure.kind);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const send = (e: Event) => {
    e.preventDefault();
    const after: Record<string, unknown> = {};
    const l = wholeNumber(low), h = wholeNumber(high);
    if (l === undefined || h === undefined || (l !== null && h !== null && l > h)) return setWrong(t('correct.numbers'));
    if (l !== figure.low) after.low = l;
    if (h !== figure.high) after.high = h;
    if (kind !== figure.kind) after.kind = kind;
    if (Object.keys(after).length === 0) return setWrong(t('correct.nothing'));
    onSend(after, reason);
  };
  const id = figure.id.replace(':', '-');
  return (
    <form class="correction" onSubmit={send} onKeyDown={e => e.key === 'Escape' && (e.stopPropagation(), onCancel())}>
      <label for={`low-${id}`}>{t('word.low')}</label>
      <input ref={first} id={`low-${id}`} name="low" inputMode="numeric" dir="ltr" value={low} onInput={e => setLow(e.currentTarget.value)} />
      <label for={`high-${id}`}>{t('word.high')}</label>
      <input id={`high-${id}`} name="high" inputMode="numeric" dir="ltr" value={high} onInput={e => setHigh(e.currentTarget.value)} />
      <label for={`kind-${id}`}>{t('col.quantity')}</label>
      <select id={`kind-${id}`} value={kind} onChange={e => setKind(e.currentTarget.value)}>
        {(kKinds.includes(kind) ? kKinds : [kind, ...kKinds]).map(k => <option key={k} value={k}>{word('kind', k)}</option>)}
      </select>
      <label for={`why-${id}`}>{t('review.reason')}</label>
      <input id={`why-${id}`} dir="auto" maxLength={500} value={reason} onInput={e => setReason(e.currentTarget.value)} />
      {wrong && <p class="trouble" role="alert">{wrong}</p>}
      <p class="actions">
        <button type="submit">{t('correct.send')}</button>
        <button type="button" onClick={onCancel}>{t('correct.cancel')}</button>
      </p>
    </form>
  );
}
