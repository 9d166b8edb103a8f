// A figure's value as it was stated: exact, between, at least, or in vague words.
import {number, range, word} from '../labels';

interface Stated { low: number | null; high: number | null; modality: string; vague: string | null }

export function Value({of}: {of: Stated}) {
  if (of.modality === 'vague' || (of.low === null && of.high === null)) {
    return of.vague ? <q lang="ar" dir="rtl">{of.vague}</q> : <bdi>{range(of.low, of.high)}</bdi>;
  }
  if (of.modality === 'exact' || of.modality === 'between') return <bdi>{range(of.low, of.high)}</bdi>;
  return <>{word('modality', of.modality)} <bdi>{number((of.low ?? of.high)!)}</bdi></>;
}
