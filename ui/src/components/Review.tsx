// The review queue: one figure a screen, its sentence in context, everything by keyboard. The most doubtful that weigh
// most come first.
import {useEffect, useRef, useState} from 'preact/hooks';
import type {Action, Queue, QueueItem} from '../contract';
import {number, t, word} from '../labels';
import {decide, get, reviewer, token} from '../source';
import {useSwitches} from '../switches';
import {Chain} from './Chain';
import {Correction} from './Correction';
import {Facts, readerLink} from './Statement';
import {Value} from './Value';

// The sentence inside what stands around it, the number inside the sentence.
function Context({item}: {item: QueueItem}) {
  const {context, figure} = item;
  const at = context.text.indexOf(figure.evidence.text);
  const sentence = figure.evidence.text, inside = sentence.indexOf(figure.number.text);
  const number_ = inside < 0 ? sentence : (
    <>{sentence.slice(0, inside)}<mark class="num">{figure.number.text}</mark>{sentence.slice(inside + figure.number.text.length)}</>
  );
  return (
    <blockquote class="context" lang="ar" dir="rtl">
      {at > 0 && <span class="around">{context.text.slice(0, at)}</span>}
      <mark>{number_}</mark>
      {at >= 0 && <span class="around">{context.text.slice(at + sentence.length)}</span>}
    </blockquote>
  );
}

export function Review() {
  useSwitches();
  const [queue, setQueue] = useState<Queue | null>(null);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<Record<string, Action>>({});
  const [correcting, setCorrecting] = useState(false);
  const [help, setHelp] = useState(false);
  const [who, setWho] = useState(reviewer());
  const [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => void get<Queue>('/review.json?_size=50').then(setQueue, (e: Error) => setTrouble(e.message)), []);
  const item = queue?.rows[at];
  const move = (step: number) => {
    setCorrecting(false);
    setAt(n => Math.max(0, Math.min((queue?.rows.length ?? 1), n + step)));
    heading.current?.focus();
  };
  const send = (action: Action, after: Record<string, unknown> = {}, reason = '') => {
    if (!item || !token()) return;
    if (!who.trim()) return void document.getElementById('who')?.focus();
    decide(item.id, action, after, reason).then(() => {
      setDone(d => ({...d, [item.id]: action}));
      setSaid(word('verdict', action));
      setTrouble('');
      move(1);
    }, (e: Error) => setTrouble(e.message));
  };
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if ((e.target as Element).closest('input,select,textarea,form') || e.ctrlKey || e.metaKey || e.altKey) return;
      // By the key's place too: with an Arabic layout the letters are others.
      const key = e.key.length === 1 && /[a-z?]/i.test(e.key) ? e.key.toLowerCase() : e.code.replace('Key', '').toLowerCase();
      const act: Record<string, () => void> = {
        a: () => send('accept'), r: () => send('reject'), e: () => setCorrecting(true), n: () => move(1), p: () => move(-1), '?': () => setHelp(h => !h),
      };
      if (act[key]) { e.preventDefault(); act[key]!(); }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  if (trouble && !queue) return <p class="trouble" role="alert">{t('list.failed')} <bdi dir="ltr">{trouble}</bdi></p>;
  if (!queue) return <p class="lead" role="status">{t('list.wait')}</p>;
  const decided = Object.keys(done).length;
  return (
    <div class="review">
      <p class="tools">
        <label for="who">{t('review.who')}</label>{' '}
        <input id="who" dir="auto" maxLength={100} value={who} onInput={e => { setWho(e.currentTarget.value); reviewer(e.currentTarget.value); }} />
        <span class="sub">{t('review.left')}: {number(Math.max(0, queue.count - decided))} {'\u00B7'} {t('review.decided')}: {number(queue.decided + decided)}</span>
        <a href="/review/log.csv" download>{t('review.log')} CSV</a> <a href="/review/log.json">JSON</a>
      </p>
      {!token() && <p class="note">{t('review.no_token')}</p>}
      {!who.trim() && token() && <p class="note">{t('review.name_first')}</p>}
      <p class="vh" role="status">{said}</p>
      {item ? (
        <article class="screen">
          <h2 tabIndex={-1} ref={heading}>{word('kind', item.figure.kind)}: <Value of={item.figure} />
            {done[item.id] && <> <span class={`badge v-${done[item.id]}`}>{word('verdict', done[item.id])}</span></>}</h2>
          <p class="meta"><Chain speaker={item.figure.speaker} via={item.figure.via} outlet={item.report.outlet} /></p>
          <Context item={item} />
          <Facts stated={{figure: item.figure}} />
          {item.doubt.length > 0 && <p class="meta doubts">{t('review.doubt')}: {item.doubt.map(d => <span key={d} class="badge b-differs">{word('doubt', d)}</span>)}</p>}
          <p class="meta"><a href={readerLink(item.sha256, item.figure.evidence)}>{t('review.in_text')}</a> {'\u00B7'} <a href={`/stories/${encodeURIComponent(item.story)}`}>{t('review.in_story')}</a></p>
          {correcting
            ? <Correction figure={item.figure} onSend={(after, reason) => send('correct', after, reason)} onCancel={() => { setCorrecting(false); heading.current?.focus(); }} />
            : (
              <p class="actions big-actions">
                <button type="button" disabled={!token()} onClick={() => send('accept')}>{t('verdict.accept_it')} <kbd>a</kbd></button>
                <button type="button" disabled={!token()} onClick={() => send('reject')}>{t('verdict.reject_it')} <kbd>r</kbd></button>
                <button type="button" disabled={!token()} onClick={() => setCorrecting(true)}>{t('verdict.correct_it')} <kbd>e</kbd></button>
                <button type="button" onClick={() => move(1)}>{t('review.next')} <kbd>n</kbd></button>
                <button type="button" disabled={at === 0} onClick={() => move(-1)}>{t('review.previous')} <kbd>p</kbd></button>
              </p>
            )}
          {trouble && <p class="trouble" role="alert">{t('review.failed')} <bdi dir="ltr">{trouble}</bdi></p>}
        </article>
      ) : <p class="lead">{t('review.empty')}</p>}
      <p><button type="button" class="small" aria-expanded={help} onClick={() => setHelp(!help)}>{t('review.keys')} <kbd>?</kbd></button></p>
      {help && <p class="note">{t('review.help')}</p>}
    </div>
  );
}
