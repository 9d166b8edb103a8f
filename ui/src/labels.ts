// Words of the interface. They live in data/publish/labels.tsv; the page brings them along.
import {digits, lang, turnDigits} from './switches';

const table: Record<string, [string, string]> = JSON.parse(document.getElementById('labels')?.textContent || '{}');

// The label of the page's language; a word that is not listed stands for itself.
export function t(key: string): string {
  const pair = table[key];
  return pair ? pair[lang() === 'ar' ? 0 : 1] : key;
}
export function word(prefix: string, value: string | null | undefined): string {
  if (!value) return '';
  const pair = table[`${prefix}.${value}`];
  return pair ? pair[lang() === 'ar' ? 0 : 1] : value.replaceAll('_', ' ');
}

export function number(n: number): string {
  return turnDigits(n.toLocaleString('en-US'), digits());
}
export const percent = (share: number): string => turnDigits(`${Math.round(share * 100)}%`, digits());

// A number with its noun: Arabic has six forms, and says one and two by the noun alone.
export function count(n: number, noun: string): string {
  const form = new Intl.PluralRules(lang()).select(n);
  const key = `count.${noun}.${form}`;
  const name = table[key] ? t(key) : t(`count.${noun}.other`);
  if (lang() === 'ar' && (form === 'one' || form === 'two')) return name;
  return `${number(n)} ${name}`;
}
export function countRange(low: number | null, high: number | null, noun: string): string {
  if (low === null || high === null || low === high) {
    const n = (low ?? high)!;
    const bound = low === null ? `${t('bound.at_most')} ` : high === null ? `${t('bound.at_least')} ` : '';
    return bound + count(n, noun);
  }
  const form = new Intl.PluralRules(lang()).select(high);
  const key = `count.${noun}.${form === 'one' || form === 'two' ? 'few' : form}`;
  return `${range(low, high)} ${table[key] ? t(key) : t(`count.${noun}.other`)}`;
}
// In Arabic by a word: which way a dash runs between numbers is read in both ways there.
export function range(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? number(low) : lang() === 'ar' ? `${number(low)} ${t('bound.to')} ${number(high)}` : `${number(low)}\u2013${number(high)}`;
  if (low !== null) return `${t('bound.at_least')} ${number(low)}`;
  return high !== null ? `${t('bound.at_most')} ${number(high)}` : t('none.value');
}

function day(iso: string): string {
  const [, y, m, d, clock] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(iso) ?? [];
  if (!y) return iso;
  const parts = [d ? String(Number(d)) : '', m ? t(`month.${m}`) : '', y].filter(Boolean).join(' ');
  return clock ? parts + (lang() === 'ar' ? ' ' : ', ') + clock : parts;
}
// A date in words, as precise as is meant (UCDP: 4 the month, 5 the year).
export function when(iso: string | null, end?: string | null, precision?: number | null): string {
  if (!iso) return t('none.date');
  const [from, until] = iso.split('/') as [string, string?];
  const to = end || until;
  const meant = precision === 4 ? 7 : precision === 5 ? 4 : 99;
  const a = from.slice(0, meant), b = to?.slice(0, meant);
  return turnDigits(b && b !== a ? `${day(a)} \u2013 ${day(b)}` : day(a), digits());
}
export const turned = (s: string): string => turnDigits(s, digits());
