import { Invalid } from '../errors.ts';
import { crossesItself } from './crossing.ts';

/** Longitude and latitude in degrees, WGS 84 (RFC 7946, section 4). */
export type Position = readonly [longitude: number, latitude: number];

/** An area of the file with what it is called there; only outer rings, since a map has no room for holes. */
export interface Area {
  /** Everything that it may be found by: texts and numbers of its properties and its id. */
  readonly names: readonly string[];
  readonly rings: readonly (readonly Position[])[];
}

export const MAX_OUTLINE_BYTES = 5_000_000;
const MAX_AREAS = 300;
const MAX_RINGS = 400;
const MAX_POINTS = 200_000;
const MAX_NAMES = 12;
/** A city is smaller; what is larger is another kind of map, or goes round the world's back. */
const MAX_DEGREES = 6;

/**
 * Reads a FeatureCollection of Polygons and MultiPolygons (RFC 7946). Throws `Invalid` with the
 * number of the area that is wrong (`nth`, from 1) where one is to blame.
 */
export function readGeoJson(text: string): Area[] {
  if (text.length > MAX_OUTLINE_BYTES) refuse('tooLarge', { max: MAX_OUTLINE_BYTES / 1_000_000 });
  const file = parseJson(text);
  if (!isObject(file) || file['type'] !== 'FeatureCollection') refuse('notACollection');
  const features = file['features'];
  if (!Array.isArray(features)) refuse('notACollection');
  if (features.length === 0) refuse('empty');
  if (features.length > MAX_AREAS) refuse('tooManyAreas', { max: MAX_AREAS });
  const budget = { points: MAX_POINTS, rings: MAX_RINGS };
  const areas = features.map((feature: unknown, index) => readFeature(feature, index + 1, budget));
  checkExtent(areas.flatMap(({ rings }) => rings.flat()));
  return areas;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('notJson');
  }
}

function readFeature(
  feature: unknown,
  nth: number,
  budget: { points: number; rings: number },
): Area {
  if (!isObject(feature) || feature['type'] !== 'Feature') return refuse('notAFeature', { nth });
  const geometry = feature['geometry'];
  const type = isObject(geometry) ? geometry['type'] : undefined;
  if (!isObject(geometry) || (type !== 'Polygon' && type !== 'MultiPolygon')) {
    return refuse('notAnArea', { nth });
  }
  const coordinates = geometry['coordinates'];
  if (!Array.isArray(coordinates) || coordinates.length === 0) return refuse('noPoints', { nth });
  const polygons: readonly unknown[] = type === 'Polygon' ? [coordinates] : coordinates;
  const rings = polygons.map((polygon) => {
    budget.rings -= 1;
    if (budget.rings < 0) refuse('tooComplex');
    const outer: unknown = Array.isArray(polygon) ? polygon[0] : undefined;
    return readRing(outer, nth, budget);
  });
  return { names: listNames(feature), rings };
}

function readRing(ring: unknown, nth: number, budget: { points: number }): Position[] {
  if (!Array.isArray(ring)) return refuse('noPoints', { nth });
  budget.points -= ring.length;
  if (budget.points < 0) refuse('tooManyPoints', { max: MAX_POINTS });
  const points = ring.map((position: unknown) => readPosition(position, nth));
  const [first] = points;
  const last = points.at(-1);
  // RFC 7946 wants the first point again at the end; those who forget it mean the same.
  const isClosed = first !== undefined && last?.[0] === first[0] && last[1] === first[1];
  const open = isClosed ? points.slice(0, -1) : points;
  const distinct = open.filter((point, index) => {
    const before = open[index - 1];
    return before === undefined || before[0] !== point[0] || before[1] !== point[1];
  });
  if (distinct.length < 3) return refuse('tooFewPoints', { nth });
  const crossing = crossesItself(distinct);
  if (crossing === 'tooComplex') return refuse('tooComplex');
  return crossing ? refuse('crossesItself', { nth }) : distinct;
}

function readPosition(position: unknown, nth: number): Position {
  if (!Array.isArray(position)) return refuse('notNumbers', { nth });
  const numbers: readonly unknown[] = position;
  const [longitude, latitude] = numbers;
  if (!isNumber(longitude) || !isNumber(latitude)) return refuse('notNumbers', { nth });
  // Metres of another projection, such as UTM.
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return refuse('notDegrees', { nth });
  return [longitude, latitude];
}

function checkExtent(points: readonly Position[]): void {
  const [west, east] = rangeOf(points, 0);
  const [south, north] = rangeOf(points, 1);
  if (east - west > 180) refuse('antimeridian');
  if (east - west > MAX_DEGREES || north - south > MAX_DEGREES) refuse('tooWide');
}

export function rangeOf(points: readonly Position[], axis: 0 | 1): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const point of points) {
    least = Math.min(least, point[axis]);
    most = Math.max(most, point[axis]);
  }
  return [least, most];
}

function listNames(feature: Record<string, unknown>): string[] {
  const properties = isObject(feature['properties']) ? feature['properties'] : {};
  const known = ['slug', 'code', 'name'].map((name) => properties[name]);
  return [...known, ...Object.values(properties), feature['id']]
    .flatMap((value) =>
      typeof value === 'string' ? [value.trim()] : isNumber(value) ? [String(value)] : [],
    )
    .filter(
      (value, index, all) => value !== '' && value.length <= 200 && all.indexOf(value) === index,
    )
    .slice(0, MAX_NAMES);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function refuse(message: string, values: Record<string, number> = {}): never {
  throw new Invalid([{ field: 'file', message, values }]);
}
