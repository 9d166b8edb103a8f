// speaker <- agency <- outlet: who states it, and through whom it came.
import type {Slot} from '../contract';
import {t} from '../labels';
import {Name} from './Name';

export function Chain({speaker, via, outlet}: {speaker: Slot | null; via: Slot[]; outlet?: string | null}) {
  return (
    <span class="chain">
      <Name slot={speaker} />
      {via.map(v => <span key={v.id ?? v.text}><Arrow /><Name slot={v} /></span>)}
      {outlet && <span><Arrow /><bdi>{outlet}</bdi></span>}
    </span>
  );
}

const Arrow = () => (
  <>{' '}<span class="from" aria-hidden="true">{'\u2190'}</span><span class="vh">{t('word.via')}</span>{' '}</>
);
