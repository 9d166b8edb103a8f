// A report's page: layers over the text that the server wrote, and what is stated in it as a list.
import {useEffect, useState} from 'preact/hooks';
import type {Findings} from '../contract';
import {t} from '../labels';
import {findings, forget} from '../source';
import {useSwitches} from '../switches';
import {Layers, type Sheet} from './Layers';

export function ReportPage({element}: {element: HTMLElement}) {
  useSwitches();
  const [sheets, setSheets] = useState<Sheet[]>([]);
  const [trouble, setTrouble] = useState('');
  const sha = element.dataset.sha!;
  const load = () => findings(sha).then((f: Findings) => setSheets([{element, findings: f}]), (e: Error) => setTrouble(e.message));
  useEffect(() => void load(), []);
  if (trouble) return <p class="trouble" role="alert">{t('list.failed')} <bdi dir="ltr">{trouble}</bdi></p>;
  return sheets.length ? <Layers sheets={sheets} list onDecided={() => { forget(sha); load(); }} /> : null;
}
