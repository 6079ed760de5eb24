import { and, asc, eq, gt, isNull, lte, or } from './drizzle.ts';
import type { Projection } from '../domain/outlines/draw-outlines.ts';
import type { RoutingFacts, StreetRange } from '../domain/routing.ts';
import type { Database } from './connection.ts';
import { readPlacesVersion } from './counters.ts';
import { readSetting } from './settings.ts';
import { districtAreas, districtRedirects, districts, stadtteile, streetRanges } from './schema.ts';

export type District = typeof districts.$inferSelect;
export type Stadtteil = typeof stadtteile.$inferSelect;

/** How this portal and its city are called. */
export interface PortalNames {
  readonly name: string;
  readonly city: string;
}

/** What the map draws under the districts, in the same coordinates as their outlines. */
export interface MapGround {
  readonly viewBox: string;
  /** Empty where nothing is known of the ground: the areas stand for themselves. */
  readonly ground: string;
  readonly rhine: string;
  /** How outlines that are imported come into these coordinates. */
  readonly projection?: Projection;
}

/** The city as it is on one day, read once and kept until the places change. */
export interface City {
  readonly portal: District;
  /** In the order of their names, without the portal's own desk. */
  readonly districts: readonly District[];
  readonly stadtteile: readonly Stadtteil[];
  readonly byId: ReadonlyMap<string, District>;
  readonly bySlug: ReadonlyMap<string, District>;
  /** Where an address leads that is a district's no longer; several: it was split. */
  readonly successorsBySlug: ReadonlyMap<string, readonly District[]>;
  /** Of districts that are no more, too: the history speaks of them. */
  readonly officeNameById: ReadonlyMap<string, string>;
  /** Grows with each change of the places: what was made of an older city is made anew. */
  readonly version: number;
  readonly stadtteilByCode: ReadonlyMap<string, Stadtteil>;
  readonly facts: Omit<RoutingFacts, 'ranges'>;
  readonly partlyCovered: ReadonlyMap<string, string>;
  readonly map: MapGround | undefined;
  readonly names: PortalNames;
}

const NO_NAMES: PortalNames = { name: 'Portal', city: '' };

export async function readCity(db: Database, now: number): Promise<City> {
  const validDistrict = and(
    lte(districts.validFrom, now),
    or(isNull(districts.validUntil), gt(districts.validUntil, now)),
  );
  const version = await readPlacesVersion(db);
  const rows = await db.select().from(districts).where(validDistrict);
  const offices = await db.select({ id: districts.id, name: districts.officeName }).from(districts);
  const redirects = await db
    .select({ slug: districtRedirects.slug, districtId: districtRedirects.districtId })
    .from(districtRedirects)
    .orderBy(asc(districtRedirects.slug));
  const areas = await db
    .select()
    .from(districtAreas)
    .where(
      and(
        lte(districtAreas.validFrom, now),
        or(isNull(districtAreas.validUntil), gt(districtAreas.validUntil, now)),
      ),
    );
  const parts = await db.select().from(stadtteile);
  const portal = rows.find((row) => row.kind === 'portal');
  if (portal === undefined) throw new Error('no portal desk in districts: run `veedelpost seed`');
  const byName = new Intl.Collator('de').compare;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ordinary = rows
    .filter((row) => row.kind === 'district')
    .sort((a, b) => byName(a.name, b.name));
  const successors = new Map<string, District[]>();
  for (const { slug, districtId } of redirects) {
    const district = byId.get(districtId);
    if (district !== undefined) successors.set(slug, [...(successors.get(slug) ?? []), district]);
  }
  const renamed = [...successors].flatMap(([slug, [only, ...others]]) =>
    only === undefined || others.length > 0 ? [] : [[slug, only.id] as const],
  );
  const validAreas = areas.filter((area) => byId.has(area.districtId));
  return {
    portal,
    map: (await readSetting(db, 'map')) as MapGround | undefined,
    names: ((await readSetting(db, 'portal')) as PortalNames | undefined) ?? NO_NAMES,
    districts: ordinary,
    stadtteile: parts.sort((a, b) => byName(a.name, b.name)),
    byId,
    bySlug: new Map(rows.map((row) => [row.slug, row])),
    successorsBySlug: new Map(
      [...successors].map(([slug, found]) => [slug, found.sort((a, b) => byName(a.name, b.name))]),
    ),
    officeNameById: new Map(offices.map(({ id, name }) => [id, name])),
    version,
    stadtteilByCode: new Map(parts.map((row) => [row.code, row])),
    partlyCovered: new Map(
      validAreas.flatMap((area) => (area.part === null ? [] : [[area.stadtteil, area.part]])),
    ),
    facts: {
      portalId: portal.id,
      // What was written down under a former name, such as a draft, still means the same district.
      districtIdBySlug: new Map([
        ...renamed,
        ...ordinary.map((row) => [row.slug, row.id] as const),
      ]),
      areas: validAreas,
      stadtteilePostalCodes: new Map(parts.map((row) => [row.code, row.postalCodes])),
    },
  };
}

export async function listStreetRanges(db: Database, key: string): Promise<StreetRange[]> {
  if (key === '') return [];
  const rows = await db.select().from(streetRanges).where(eq(streetRanges.streetFolded, key));
  // Where the whole directory was imported, it knows more than the few streets that ship with us.
  const directory = rows.filter((row) => row.source === 'directory');
  return directory.length > 0 ? directory : rows;
}

/** Is nothing there yet? */
export async function hasNoDistricts(db: Database): Promise<boolean> {
  const rows = await db.select({ id: districts.id }).from(districts).limit(1);
  return rows.length === 0;
}
