// Language, digits, theme: the switches of the bar. What the server wrote turns by style and text; what the script drew
// asks useSwitches().
import {useEffect, useState} from 'preact/hooks';

export type Lang = 'ar' | 'en';
export type Digits = 'latn' | 'arab';

const root = document.documentElement;
const listeners = new Set<() => void>();
const kArabic = '\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669';

export function remember(key: string, value?: string): string | null {
  try {
    if (value === undefined) return localStorage.getItem(`tawatur-${key}`);
    localStorage.setItem(`tawatur-${key}`, value);
  } catch { /* a page from a file may have no storage */ }
  return null;
}

export const lang = (): Lang => (root.lang === 'en' ? 'en' : 'ar');
export const digits = (): Digits => (root.dataset.digits === 'arab' ? 'arab' : 'latn');

export function turnDigits(s: string, to: Digits): string {
  return to === 'arab'
    ? s.replace(/(\d),(?=\d{3})/g, '$1\u066C').replace(/%/g, '\u066A').replace(/\d/g, d => kArabic[Number(d)]!)
    : s.replace(/[\u0660-\u0669]/g, d => String(kArabic.indexOf(d))).replace(/\u066C/g, ',').replace(/\u066A/g, '%');
}

// Too narrow for a wide drawing or two columns.
export const narrow = () => matchMedia('(max-width: 46rem)').matches;

// Redraws whoever calls it when a switch turns.
export function useSwitches(): {lang: Lang; digits: Digits} {
  const [, redraw] = useState(0);
  useEffect(() => {
    const f = () => redraw(n => n + 1);
    listeners.add(f);
    return () => void listeners.delete(f);
  }, []);
  return {lang: lang(), digits: digits()};
}

function setDigits(to: Digits) {
  root.dataset.digits = to;
  for (const n of document.querySelectorAll('.n')) {
    // Only our own numbers carry this class; a quotation inside keeps its digits.
    const walk = document.createTreeWalker(n, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode as Text;
      if (!text.parentElement?.closest('q')) text.data = turnDigits(text.data, to);
    }
  }
  const sample = document.querySelector('#digits .sample');
  if (sample) sample.textContent = turnDigits('123', to === 'arab' ? 'latn' : 'arab');
  document.getElementById('digits')?.setAttribute('aria-pressed', String(to === 'arab'));
  remember('digits', to);
  listeners.forEach(f => f());
}

function setLang(to: Lang) {
  root.lang = to;
  root.dir = to === 'ar' ? 'rtl' : 'ltr';
  for (const e of document.querySelectorAll('[data-ar]')) {
    const words = e.getAttribute(`data-${to}`) ?? '';
    const at = e.getAttribute('data-at');
    if (at) e.setAttribute(at, words); else e.textContent = words;
  }
  remember('lang', to);
  listeners.forEach(f => f());
}

const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);

export function startSwitches() {
  const on = (id: string, f: () => void) => document.getElementById(id)?.addEventListener('click', f);
  document.querySelector<HTMLElement>('.controls')!.hidden = false;
  on('lang', () => setLang(lang() === 'ar' ? 'en' : 'ar'));
  on('digits', () => setDigits(digits() === 'arab' ? 'latn' : 'arab'));
  on('theme', () => remember('theme', (root.dataset.theme = isDark() ? 'light' : 'dark')));
  const query = new URLSearchParams(location.search);
  const want = (key: string) => query.get(key) ?? remember(key);
  const theme = want('theme');
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  setDigits(want('digits') === 'arab' ? 'arab' : 'latn');
  setLang(want('lang') === 'en' ? 'en' : 'ar');
}
