// Where it happened, offline: country lines, a halo as wide as the reports are unsure, and the same as a list.
import {geoCircle, geoMercator, geoPath} from 'd3-geo';
import {useEffect, useState} from 'preact/hooks';
import packed from 'outline';
import type {Slot, Story} from '../contract';
import {t, turned} from '../labels';
import {dossier} from '../source';
import {narrow, useSwitches} from '../switches';
import {Name, nameOf} from './Name';

// Kilometres around the point for UCDP's where_prec: 1 exact, 2 near, 3 district, 4 governorate, 5 area, 6 country.
const kHalo: Record<number, number> = {1: 2, 2: 12, 3: 30, 4: 80, 5: 150, 6: 300};
const kCountry = 6;
const kLeastKm = 210;

interface Spot { slot: Slot; precision: number; main: boolean }

const lands = (packed as number[][]).map(flat => {
  const ring: [number, number][] = [];
  let x = 0, y = 0;
  for (let i = 0; i + 1 < flat.length; i += 2) ring.push([(x += flat[i]!) / 100, (y += flat[i + 1]!) / 100]);
  return ring;
});

function spotsOf(story: Story): Spot[] {
  const seen = new Map<string, Spot>();
  for (const e of story.events) {
    const place = e.place;
    if (!place || place.lat === undefined || place.lon === undefined || e.background) continue;
    const key = place.id ?? place.name ?? '';
    const main = e.id === story.event;
    if (!main && (e.where_prec ?? 0) >= kCountry) continue;  // a whole country says nothing beside a town
    const have = seen.get(key);
    if (!have) seen.set(key, {slot: place, precision: e.where_prec ?? 5, main});
    else if (main) have.main = true;
  }
  return [...seen.values()].sort((a, b) => Number(b.main) - Number(a.main)).slice(0, 12);
}

const circle = (lon: number, lat: number, km: number) => geoCircle().center([lon, lat]).radius(km / 111.2).precision(4)();

// Arabic, English, latitude, longitude; the best known first.
type Town = [string, string, number, number];

export function PlaceMap({towns}: {towns: Town[]}) {
  const {lang} = useSwitches();
  const kWidth = narrow() ? 360 : 720, kHeight = 380;
  const [story, setStory] = useState<Story | null>(null);
  useEffect(() => void dossier().then(d => setStory(d.stories[0] ?? null), () => {}), []);
  const spots = story ? spotsOf(story) : [];
  if (spots.length === 0) return null;
  const reach = Math.max(kLeastKm, ...spots.map(s => (kHalo[s.precision] ?? 100) * 1.6));
  const around = {type: 'MultiPolygon' as const, coordinates: spots.map(s => circle(s.slot.lon!, s.slot.lat!, reach).coordinates)};
  const projection = geoMercator().fitExtent([[10, 10], [kWidth - 10, kHeight - 10]], around).clipExtent([[-5, -5], [kWidth + 5, kHeight + 5]]);
  const path = geoPath(projection);
  const label = (s: Spot) => nameOf(s.slot, lang);
  // A name that would stand on another one is in the list only. The main place comes first.
  const placed: [number, number][] = [];
  const named = new Set(spots.filter(s => {
    const [x, y] = projection([s.slot.lon!, s.slot.lat!])!;
    if (placed.some(([a, b]) => Math.abs(a - x) < 110 && Math.abs(b - y) < 18)) return false;
    // The point and the middle of its name.
    placed.push([x, y], [x + (x > kWidth - 160 ? -1 : 1) * (16 + label(s).length * 3.6), y - 12]);
    return true;
  }));
  // Towns around, for orientation, where they stand on nothing.
  const around_ = towns.flatMap(([ar, en, lat, lon]) => {
    const [x, y] = projection([lon, lat])!;
    const name = lang === 'en' ? en : ar, half = name.length * 3.4 + 8;
    const inside = x > half && x < kWidth - half && y > 16 && y < kHeight - 22;
    if (!inside || spots.some(s => nameOf(s.slot, lang) === name) || placed.some(([a, b]) => Math.abs(a - x) < half + 42 && Math.abs(b - y) < 22)) return [];
    placed.push([x, y]);
    return [{name, x, y}];
  });
  return (
    <section id="map" aria-labelledby="h-map">
      <h2 id="h-map">{t('section.map')}</h2>
      <figure class="chart map">
        <div class="scroll" tabIndex={0} role="group" aria-labelledby="h-map">
          <svg viewBox={`0 0 ${kWidth} ${kHeight}`} role="img" aria-label={`${t('section.map')}: ${spots.map(label).join(', ')}`} direction="ltr">
            <g class="land">{lands.map((ring, i) => <path key={i} d={path({type: 'Polygon', coordinates: [ring]}) ?? ''} />)}</g>
            {around_.map(p => <g key={p.name} class="town"><circle cx={p.x} cy={p.y} r={2.2} /><text x={p.x} y={p.y + 14} text-anchor="middle">{p.name}</text></g>)}
            {[...spots].reverse().map(s => {
              const km = kHalo[s.precision] ?? 100, wide = s.precision >= 4;
              const [x, y] = projection([s.slot.lon!, s.slot.lat!])!;
              return (
                <g key={s.slot.id ?? label(s)} class={s.main ? 'spot main' : 'spot'}>
                  <path class={wide ? 'halo wide' : 'halo'} d={path(circle(s.slot.lon!, s.slot.lat!, km)) ?? ''} />
                  {wide ? <path class="centre" d={`M${x - 6},${y}h12M${x},${y - 6}v12`} /> : <circle class="pin" cx={x} cy={y} r={s.main ? 5.5 : 4} />}
                  {named.has(s) && <text x={x + (x > kWidth - 160 ? -11 : 11)} y={y - 8} text-anchor={x > kWidth - 160 ? 'end' : 'start'}>{label(s)}</text>}
                </g>
              );
            })}
          </svg>
        </div>
        <figcaption class="key">{t('map.key')} {around_.length > 0 && t('map.towns')}</figcaption>
      </figure>
      <ul class="plain maplist">
        {spots.map(s => (
          <li key={s.slot.id ?? label(s)}>
            <Name slot={s.slot} none="none.place" /> <span class="prec">{t(`where_prec.${s.precision}`)}</span>{' '}
            <bdi dir="ltr" class="mono">{turned(`${s.slot.lat!.toFixed(3)}, ${s.slot.lon!.toFixed(3)}`)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
