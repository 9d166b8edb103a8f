// The same layers over all reports of a dossier's page; a card opens for the statement one points at.
import {useEffect, useState} from 'preact/hooks';
import {findings, forget} from '../source';
import {Layers, type Sheet} from './Layers';

export function DossierLayers() {
  const [sheets, setSheets] = useState<Sheet[]>([]);
  const load = () => {
    const texts = [...document.querySelectorAll<HTMLElement>('.report .text[data-sha]')].filter(e => e.closest('details')?.open ?? true);
    Promise.allSettled(texts.map(async element => ({element, findings: await findings(element.dataset.sha!)})))
      .then(all => setSheets(all.flatMap(r => (r.status === 'fulfilled' ? [r.value] : []))));
  };
  useEffect(() => {
    load();
    // Folded texts wait until they are opened.
    const opened = (e: Event) => (e.target as Element).closest?.('.report') && load();
    document.addEventListener('toggle', opened, true);
    return () => document.removeEventListener('toggle', opened, true);
  }, []);
  const reload = () => { sheets.forEach(s => forget(s.findings.report.sha256)); load(); };
  return sheets.length ? <Layers sheets={sheets} list={false} onDecided={reload} /> : null;
}
