// The shapes of the contract (docs/contract.md) that the page reads, and those of the service (data/openapi.json).

export interface Slot { id: string | null; name: string | null; name_en?: string | null; text?: string; lat?: number; lon?: number }
export interface Words { begin: number; end: number; text: string; masked?: boolean }
export interface Evidence extends Words { report: string }
export interface Toll { low: number | null; best: number | null; high: number | null; rule?: string | null }

export interface ReportMeta {
  id: string; path?: string; sha256: string; url: string | null; outlet: string | null; title: string | null;
  published: string | null; published_basis: string;
}

export interface Point {
  as_of: string | null; low: number | null; high: number | null; modality: string; vague: string | null; caveat: string | null;
  speaker: Slot | null; speaker_kind: string | null; via: Slot[]; origin: string | null; figure_ids: string[]; evidence: Evidence[];
}
export interface Series {
  kind: string; population: string | null; population_ar: string | null; place: Slot | null; event: string | null;
  background: boolean; series: Point[]; status: string; independence: string;
}
export interface StoryEvent {
  id: string; class: string; status: string; date: string | null; date_end: string | null; date_prec: number | null;
  place: Slot | null; where_prec: number | null; background: boolean;
}
export interface TimelineEntry {
  lane: 'happened' | 'said'; date: string | null; date_prec: number | null; what: string; what_ar?: string; ref: string | null;
  evidence: Evidence[];
}
export interface Copy { of: string; by: string; share: number; spans: {begin: number; end: number}[] }
export interface Story {
  id: string; title: string; title_en?: string; reports: string[]; copies: Copy[]; event: string | null;
  date: string | null; date_end: string | null; date_prec: number | null; place: Slot | null; where_prec: number | null;
  events: StoryEvent[]; figures: Series[]; timeline: TimelineEntry[];
}
export interface Dossier { reports: ReportMeta[]; stories: Story[] }

export interface Figure {
  id: string; kind: string; low: number | null; high: number | null; modality: string; vague: string | null;
  category: string | null; affiliation: Slot | null; speaker: Slot | null; speaker_kind: string | null; via: Slot[]; caveat: string | null;
  when: string | null; as_of: string | null; place: Slot | null; status: string; background: boolean; doubt: string[];
  number: Words; evidence: Words; rule: string; review?: Reviewed;
}
export interface Claim {
  id: string; type: string; strength: string; speaker: Slot | null; target: Slot | null; content: Words | null;
  evidence: Words; rule: string; review?: Reviewed;
}
export interface Findings {
  report: ReportMeta & {text?: string; furniture: {begin: number; end: number; kind: string}[]};
  times: (Words & {type: string; value: string | null})[];
  entities: (Words & {type: string; id: string | null; name: string | null})[];
  figures: Figure[]; claims: Claim[];
  reviews?: ReviewedItem[];
}

export interface Row {
  id: string; title: string; title_en: string | null; class: string | null; date: string | null; date_end: string | null;
  date_prec: number | null; place: Slot | null; country: {id: string; name: string; name_en: string | null} | null;
  killed: Toll | null; injured: Toll | null; kinds: string[]; reports: number; copies: number; origins: number; conflicts: number;
}
export interface FacetValue { value: string; ar?: string; en?: string; count: number }
export interface Rows { rows: Row[]; count: number; next: number | null; facets?: Record<string, FacetValue[]> }

export interface Hit {
  report: string; sha256: string; outlet: string | null; published: string | null; excerpt: {begin: number; end: number; text: string} | null;
  hits: {begin: number; end: number}[];
}

// What somebody decided about a statement (docs/review.md).
export type Action = 'accept' | 'reject' | 'correct' | 'undo';
export interface Reviewed {
  status: string; by: string; at: string; reason: string | null; review: number; machine?: Record<string, unknown>;
}
export interface ReviewedItem extends Reviewed { object: string; id: string; changes?: Record<string, unknown>; evidence?: Words }
export interface QueueItem { id: string; story: string; sha256: string; doubt: string[]; figure: Figure; report: ReportMeta; context: Words }
export interface Queue { rows: QueueItem[]; count: number; next: number | null; decided: number }
export interface Job {
  number: number; name: string; state: 'waiting' | 'reading' | 'grouping' | 'done' | 'failed'; bytes: number; read: number;
  reports: number; fresh: number; known: number; problems: string[];
}
