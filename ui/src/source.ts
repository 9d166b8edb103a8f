// Where the page's data comes from: from inside it, or from the service.
import type {Dossier, Findings, Rows} from './contract';
import {remember} from './switches';

export const served = document.body.hasAttribute('data-served');
export const readOnly = document.body.hasAttribute('data-read-only');
export const masked = document.body.hasAttribute('data-masked');

interface Inside { dossier?: Dossier; findings?: Findings[]; rows?: Rows['rows'] }
const inside: Inside = JSON.parse(document.getElementById('data')?.textContent || '{}');

export class Problem extends Error {
  constructor(readonly status: number, message: string) { super(message); }
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return response.json() as Promise<T>;
  const problem = await response.json().catch(() => null) as {detail?: string} | null;
  throw new Problem(response.status, problem?.detail ?? response.statusText);
}
export const get = async <T>(path: string): Promise<T> => answer<T>(await fetch(path));

// The token that the service printed when it started: it came in the address behind #, which no server sees.
export function token(): string | null {
  const match = /(?:^#|&)token=([A-Za-z0-9_-]+)/.exec(location.hash);
  if (match) {
    remember('token', match[1]!);
    history.replaceState(null, '', location.pathname + location.search);
    return match[1]!;
  }
  return remember('token');
}
export async function post<T>(path: string, body: unknown): Promise<T> {
  return answer<T>(await fetch(path, {
    method: 'POST', body: JSON.stringify(body),
    headers: {'Content-Type': 'application/json', 'X-Tawatur-Token': token() ?? ''},
  }));
}

let dossierKept: Promise<Dossier> | undefined;
export function dossier(): Promise<Dossier> {
  if (inside.dossier) return Promise.resolve(inside.dossier);
  const path = location.pathname.replace(/\/compare$/, '');
  return (dossierKept ??= get<Dossier>(`${path}.json`));
}
const kept = new Map<string, Promise<Findings>>();
export function findings(sha256: string): Promise<Findings> {
  const here = inside.findings?.find(f => f.report.sha256 === sha256);
  if (here) return Promise.resolve(here);
  if (!served) return Promise.reject(new Problem(404, 'not in this file'));
  if (!kept.has(sha256)) kept.set(sha256, get<Findings>(`/reports/${sha256}.json`));
  return kept.get(sha256)!;
}
export const insideRows = () => inside.rows ?? null;

// The reviewer's name stands in the log; asked for once.
export const reviewer = (name?: string): string => remember('reviewer', name) ?? name ?? remember('reviewer') ?? '';
export const decide = (id: string, action: string, after: Record<string, unknown>, reason: string) =>
  post<{number: number}>('/review.json', {id, action, after, reason, who: reviewer()});
export const forget = (sha256: string) => void kept.delete(sha256);
