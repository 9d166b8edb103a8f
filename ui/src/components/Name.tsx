// A name as data: isolated from the words around it, in the page's language where the lists know it.
import type {Slot} from '../contract';
import {t, turned} from '../labels';
import {useSwitches} from '../switches';

export function nameOf(slot: Slot | null, lang: string): string {
  if (!slot) return '';
  return (lang === 'en' ? slot.name_en : null) || slot.name || slot.text || '';
}

export function Name({slot, none = 'none.source'}: {slot: Slot | null; none?: string}) {
  const {lang} = useSwitches();
  const words = nameOf(slot, lang);
  if (!words) return <span class="none">{t(none)}</span>;
  return <bdi lang={lang === 'en' && slot?.name_en ? 'en' : 'ar'}>{words}</bdi>;
}

// A sentence of ours with numbers in it: dates and ranges are isolated, or they would turn round among Arabic letters.
export function Own({words}: {words: string}) {
  useSwitches();
  const parts = words.split(/(\d+(?:[-:.,/\u2013]\d+)*)/);
  return <>{parts.map((p, i) => (i % 2 ? <bdi key={i} dir="ltr">{turned(p)}</bdi> : p))}</>;
}
