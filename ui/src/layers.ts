// What is highlighted in a report's text, as layers of the CSS Custom Highlight API. Entry points: locate(), paint().
import {ByteMap} from './bytes';
import type {Findings, Words} from './contract';
import type {DomText} from './domtext';

export const kLayers = ['figure', 'claim', 'speaker', 'place', 'time'] as const;
export type Layer = (typeof kLayers)[number];

// Units of the words in the text. Bytes that are no UTF-8 shift what follows them: then the nearest words that agree.
export function locate(map: ByteMap, words: Words): [number, number] | null {
  const begin = map.unit(words.begin), end = map.unit(words.end);
  if (map.text.slice(begin, end) === words.text) return [begin, end];
  const before = map.text.lastIndexOf(words.text, begin), after = map.text.indexOf(words.text, begin);
  const at = before < 0 ? after : after < 0 || begin - before < after - begin ? before : after;
  return at < 0 || !words.text ? null : [at, at + words.text.length];
}

function spans(f: Findings, layer: Layer): Words[] {
  const speakers = new Set([...f.figures, ...f.claims].map(s => s.speaker?.id).filter(Boolean));
  switch (layer) {
    case 'figure': return f.figures.map(x => x.number);
    case 'claim': return f.claims.flatMap(x => (x.content ? [x.content] : []));
    case 'speaker': return f.entities.filter(e => e.id && speakers.has(e.id));
    case 'place': return f.entities.filter(e => e.type === 'place' || e.type === 'facility');
    case 'time': return f.times;
  }
}

export const canHighlight = 'highlights' in CSS;

// Words of one report that stand highlighted; the same objects as the ranges, so that a test can compare them.
export interface Painted { layer: Layer; range: Range; words: Words }

export function ranges(dom: DomText, map: ByteMap, f: Findings, layer: Layer): Painted[] {
  return spans(f, layer).flatMap(words => {
    const at = locate(map, words);
    const range = at && dom.range(at[0], at[1]);
    return range ? [{layer, range, words}] : [];
  });
}

export function paint(layer: string, ranges_of: Range[], priority = 0) {
  if (!canHighlight) return;
  if (ranges_of.length === 0) return void CSS.highlights.delete(`tw-${layer}`);
  const highlight = new Highlight(...ranges_of);
  highlight.priority = priority;
  CSS.highlights.set(`tw-${layer}`, highlight);
}
