// Country shapes for the offline map: Natural Earth 1:50m (public domain, through world-atlas), cut to the countries
// around the Arab world and thinned to what the map can show. Names are left out: the map draws lines and says nothing of
// whose they are. Gives [ring, ...]; a ring is a flat list of whole hundredths of a degree, each
// point as the step from the one before.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {feature} from 'topojson-client';

const kWest = -20, kEast = 76, kSouth = -14, kNorth = 48;
const kFine = 0.04, kCoarse = 0.3;  // degrees that a line may be off: where most is told, and elsewhere
const kLeastArea = 0.03;   // square degrees: smaller islands are left out

function ringArea(ring) {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; ++i) twice += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return Math.abs(twice) / 2;
}

// Fine where the Arab world and its neighbours lie.
function tolerance(ring) {
  const x = ring.reduce((sum, p) => sum + p[0], 0) / ring.length, y = ring.reduce((sum, p) => sum + p[1], 0) / ring.length;
  return x > -18 && x < 60 && y > 8 && y < 40 ? kFine : kCoarse;
}

// Douglas and Peucker.
function thin(points, off) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const stack = [[0, points.length - 1]];
  while (stack.length) {
    const [a, b] = stack.pop();
    const [ax, ay] = points[a], [bx, by] = points[b];
    const length = Math.hypot(bx - ax, by - ay);
    let far = 0, at = -1;
    for (let i = a + 1; i < b; ++i) {
      const [x, y] = points[i];
      const d = length ? Math.abs((by - ay) * x - (bx - ax) * y + bx * ay - by * ax) / length : Math.hypot(x - ax, y - ay);
      if (d > far) far = d, at = i;
    }
    if (far > off) { keep[at] = 1; stack.push([a, at], [at, b]); }
  }
  return points.filter((_, i) => keep[i]);
}

function pack(ring) {
  const flat = [];
  let px = 0, py = 0;
  for (const [lon, lat] of ring) {
    const x = Math.round(lon * 100), y = Math.round(lat * 100);
    flat.push(x - px, y - py);
    px = x, py = y;
  }
  return flat;
}

export function outline() {
  const require = createRequire(import.meta.url);
  const world = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'));
  const out = [];
  for (const country of feature(world, world.objects.countries).features) {
    const polygons = country.geometry.type === 'Polygon' ? [country.geometry.coordinates] : country.geometry.coordinates;
    const rings = [];
    for (const [outer] of polygons) {
      const near = outer.some(([x, y]) => x > kWest && x < kEast && y > kSouth && y < kNorth);
      if (!near || ringArea(outer) < kLeastArea) continue;
      const points = thin(outer, tolerance(outer));
      if (points.length >= 4) rings.push(pack(points));
    }
    out.push(...rings);
  }
  return out;
}
