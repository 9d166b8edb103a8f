// The page's door: switches and folds of what the server wrote, and the parts that the script draws into their places.
import {render, type ComponentChild} from 'preact';
import {AddFiles} from './components/AddFiles';
import {Chains} from './components/Chains';
import {Compare} from './components/Compare';
import {ComparePick} from './components/ComparePick';
import {DossierLayers} from './components/DossierLayers';
import {PlaceMap} from './components/PlaceMap';
import {ReportPage} from './components/ReportPage';
import {Review} from './components/Review';
import {RowTools} from './components/RowTools';
import {Stories} from './components/Stories';
import {TimeChart} from './components/TimeChart';
import {startFolds} from './folds';
import {masked, token} from './source';
import {startSwitches} from './switches';
import './style/app.css';

const chosen = () => (new URLSearchParams(location.search).get('r') ?? '').split(',').filter(Boolean).slice(0, 4);

const parts: Record<string, (place: HTMLElement) => ComponentChild> = {
  stories: () => <Stories />,
  map: place => <PlaceMap towns={JSON.parse(place.dataset.towns || '[]')} />,
  timeline: () => <TimeChart />,
  chains: () => <Chains />,
  'compare-pick': () => <ComparePick />,
  layers: () => (masked ? null : <DossierLayers />),
  report: place => {
    const text = place.parentElement?.querySelector<HTMLElement>('.text[data-sha]');
    return text && !masked ? <ReportPage element={text} /> : null;
  },
  compare: () => <Compare hashes={chosen()} />,
  review: () => <Review />,
  add: () => <AddFiles />,
};

startSwitches();
token();
for (const place of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const part = parts[place.dataset.island!]?.(place);
  if (part) render(part, place);
}
// The server's own list is for those without script.
if (document.querySelector('[data-island=stories]')) document.querySelectorAll('ol.stories').forEach(e => e.remove());
if (!masked) {
  for (const row of document.querySelectorAll<HTMLElement>('tr[data-figures], .claim[data-claim]')) {
    const id = (row.dataset.figures ?? row.dataset.claim ?? '').split(' ')[0];
    if (!id) continue;
    // Beside the link to the words.
    const place = (row.querySelector('.q') ?? row).appendChild(document.createElement('div'));
    place.className = 'rowplace';
    render(<RowTools id={id} />, place);
  }
}
startFolds();
