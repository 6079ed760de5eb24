import simplify from 'simplify-js';
import { crossesItself } from './crossing.ts';
import { rangeOf, type Position } from './read-geojson.ts';

/** From degrees to the map's own units, by Web Mercator: at a city's size, angles stay what they are. */
export interface Projection {
  /** What lies at the map's left and upper edge, x and y of which are 0. */
  readonly west: number;
  readonly north: number;
  /** Units of the map to a degree of longitude. */
  readonly scale: number;
}

/** A map of this width; its height follows. */
const MAP_WIDTH = 600;
const MARGIN = 12;
/** All outlines together, in bytes: they stand in each landing page. */
const MAX_BYTES = 7_500;
const FINEST = 0.7;
const COARSEST = 12;

type Point = readonly [x: number, y: number];
export type Rings = readonly (readonly Position[])[];

/** The projection in which these areas fill a map of their own, and its view box. */
export function fitProjection(areas: readonly Rings[]): {
  projection: Projection;
  viewBox: string;
} {
  const points = areas.flat(2);
  const [west, east] = rangeOf(points, 0);
  const [south, north] = rangeOf(points, 1);
  const scale = (MAP_WIDTH - 2 * MARGIN) / Math.max(east - west, 0.001);
  const height = (mercator(north) - mercator(south)) * scale + 2 * MARGIN;
  return {
    projection: {
      west: west - MARGIN / scale,
      north: inverseMercator(mercator(north) + MARGIN / scale),
      scale,
    },
    viewBox: `0 0 ${String(MAP_WIDTH)} ${String(Math.ceil(height))}`,
  };
}

/** Do all areas lie within a view box, or nearly so? */
export function fits(areas: readonly Rings[], projection: Projection, viewBox: string): boolean {
  const [x = 0, y = 0, width = 0, height = 0] = viewBox.split(' ').map(Number);
  return areas.flat(2).every((position) => {
    const [atX, atY] = project(position, projection);
    return (
      atX >= x - MARGIN &&
      atX <= x + width + MARGIN &&
      atY >= y - MARGIN &&
      atY <= y + height + MARGIN
    );
  });
}

/**
 * The areas as paths of an SVG, in the order in which they were given, simplified just so far that
 * together they weigh little. An area that would be less than a dot keeps its three corners.
 */
export function drawOutlines(areas: readonly Rings[], projection: Projection): string[] {
  // What nobody could see at any size goes first, and once.
  const drawn = areas.map((rings) =>
    rings.map((ring) =>
      simplifyRing(
        ring.map((position) => project(position, projection)),
        FINEST / 3,
      ),
    ),
  );
  for (let tolerance = FINEST; ; tolerance *= 1.35) {
    const paths = drawn.map((rings) => rings.map((ring) => drawRing(ring, tolerance)).join(''));
    const bytes = paths.reduce((sum, path) => sum + path.length, 0);
    if (bytes <= MAX_BYTES || tolerance > COARSEST) return paths;
  }
}

function project([longitude, latitude]: Position, { west, north, scale }: Projection): Point {
  return [(longitude - west) * scale, (mercator(north) - mercator(latitude)) * scale];
}

/** In degrees, so that both axes have one scale. Nothing lies beyond the last degree of Web Mercator. */
function mercator(latitude: number): number {
  const bounded = Math.max(-85, Math.min(85, latitude));
  return (Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360)) * 180) / Math.PI;
}

function inverseMercator(y: number): number {
  return (Math.atan(Math.exp((y * Math.PI) / 180)) * 360) / Math.PI - 90;
}

function drawRing(ring: readonly Point[], tolerance: number): string {
  const points = simplifyRing(ring, tolerance);
  // Rounded first and subtracted then, so that no error adds up along the way.
  const rounded = points.map(([x, y]) => [Math.round(x * 10), Math.round(y * 10)] as const);
  const [first] = rounded;
  if (first === undefined) return '';
  let path = `M${write(first[0])} ${write(first[1])}l`;
  for (const [index, [x, y]] of rounded.entries()) {
    const before = rounded[index - 1];
    if (before === undefined || (before[0] === x && before[1] === y)) continue;
    path += `${path.endsWith('l') ? '' : ' '}${write(x - before[0])}${y < before[1] ? '' : ' '}${write(y - before[1])}`;
  }
  return `${path}z`;
}

/** From two far corners on, since a ring has no ends. What would cross itself stays finer. */
function simplifyRing(ring: readonly Point[], tolerance: number): readonly Point[] {
  const [first] = ring;
  if (first === undefined || ring.length <= 4) return ring;
  const far = farthest(ring, first);
  for (let finer = tolerance; finer > FINEST / 8; finer /= 2) {
    const halves = [ring.slice(0, far + 1), [...ring.slice(far), first]];
    const points = halves.flatMap((half) =>
      simplify(
        half.map(([x, y]) => ({ x, y })),
        finer,
        true,
      )
        .slice(0, -1)
        .map(({ x, y }): Point => [x, y]),
    );
    if (points.length >= 3 && crossesItself(points) === false) return points;
  }
  return ring;
}

function farthest(ring: readonly Point[], from: Point): number {
  let [best, distance] = [1, 0];
  for (const [index, [x, y]] of ring.entries()) {
    const here = (x - from[0]) ** 2 + (y - from[1]) ** 2;
    if (here > distance) [best, distance] = [index, here];
  }
  return best;
}

/** Tenths as the shortest number: `.4`, `-3`. */
function write(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.');
}
