import { markSitesChanged } from '../db/counters.ts';
import { changeDistrict } from '../db/districts.ts';
import type { City, District, MapGround } from '../db/places.ts';
import { writeSetting } from '../db/settings.ts';
import { Invalid } from '../domain/errors.ts';
import { drawOutlines, fitProjection, fits } from '../domain/outlines/draw-outlines.ts';
import { matchDistrict } from '../domain/outlines/match-districts.ts';
import { rangeOf, readGeoJson, type Position } from '../domain/outlines/read-geojson.ts';
import type { WorkflowParts } from './parts.ts';

export interface DrawnArea {
  /** What it is called in the file. */
  readonly names: readonly string[];
  readonly path: string;
  readonly district: District | undefined;
}

export interface OutlinePlan {
  readonly areas: readonly DrawnArea[];
  readonly map: MapGround;
  /** The areas lie beyond the map that was there: its ground goes, and so do outlines of its measure. */
  readonly isNewMap: boolean;
}

/** Reads a GeoJSON file and draws what it would make of the map. Throws `Invalid`, see read-geojson.ts. */
export function planOutlines(city: City, text: string): OutlinePlan {
  const areas = readGeoJson(text);
  const rings = areas.map((area) => area.rings);
  insistHere(city, rings.flat(2));
  const { map: known } = city;
  const kept =
    known?.projection !== undefined && fits(rings, known.projection, known.viewBox)
      ? { map: known, projection: known.projection }
      : undefined;
  const fresh = kept ?? fitProjection(rings);
  const paths = drawOutlines(rings, fresh.projection);
  return {
    areas: areas.map(({ names }, index) => ({
      names,
      path: paths[index] ?? '',
      district: matchDistrict(names, city.districts),
    })),
    map: 'map' in fresh ? fresh.map : { ...fresh, ground: '', rhine: '' },
    isNewMap: kept === undefined,
  };
}

/** Where the Stadtteile lie is known: outlines far away are another city's, or have their axes swapped. */
function insistHere(city: City, points: readonly Position[]): void {
  const known = city.stadtteile.flatMap(({ longitude, latitude }): Position[] =>
    longitude === null || latitude === null ? [] : [[longitude, latitude]],
  );
  if (known.length === 0) return;
  const middle = (of: readonly Position[], axis: 0 | 1) => {
    const [least, most] = rangeOf(of, axis);
    return (least + most) / 2;
  };
  const here = [middle(known, 0), middle(known, 1)] as const;
  const there = [middle(points, 0), middle(points, 1)] as const;
  const isNear = (x: number, y: number) => Math.abs(x - here[0]) < 1 && Math.abs(y - here[1]) < 1;
  if (isNear(there[0], there[1])) return;
  const message = isNear(there[1], there[0]) ? 'swapped' : 'elsewhere';
  throw new Invalid([{ field: 'file', message, values: { city: city.names.city } }]);
}

export interface ChosenOutline {
  readonly districtId: string;
  readonly path: string;
}

/** Puts outlines on the map. Several of one district become one. Gives how many districts have one now. */
export async function saveOutlines(
  parts: Pick<WorkflowParts, 'db' | 'city'>,
  chosen: readonly ChosenOutline[],
  map: MapGround,
): Promise<number> {
  const city = await parts.city();
  const outlines = new Map<string, string>();
  for (const { districtId, path } of chosen) {
    outlines.set(districtId, (outlines.get(districtId) ?? '') + path);
  }
  const isNewMap = map.viewBox !== city.map?.viewBox || map.ground !== city.map.ground;
  await parts.db.transact(async (tx) => {
    for (const { id } of city.districts) {
      const outline = outlines.get(id) ?? (isNewMap ? null : undefined);
      if (outline !== undefined) await changeDistrict(tx, id, { outline });
    }
    await writeSetting(tx, 'map', map);
    await markSitesChanged(tx);
  });
  return city.districts.filter(({ id }) => outlines.has(id)).length;
}
