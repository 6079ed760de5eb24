import { readFileSync } from 'node:fs';
import type { Area, Place, RoutingFacts } from '../../src/domain/routing.ts';
import { streetKey } from '../../src/domain/routing.ts';
import { toRangeRow, type StreetFacts } from '../../src/workflow/seed-city.ts';

interface DistrictSeed {
  readonly slug: string;
  readonly kind: 'district' | 'portal';
  readonly areas?: readonly { stadtteil: string; coverage: 'whole' | 'part' }[];
}
interface StadtteilSeed {
  readonly code: string;
  readonly name: string;
  readonly postalCodes: string[];
}
/** With what the city's own street directory says must come out. */
interface StreetSeed extends StreetFacts {
  readonly district: string | null;
  readonly certain: boolean;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../db/seeds/${name}`, import.meta.url), 'utf8'));

export const districtSeeds = read('districts.json') as DistrictSeed[];
export const stadtteilSeeds = read('stadtteile.json') as StadtteilSeed[];
export const streetSeeds = read('border-streets.json') as StreetSeed[];

const areas: Area[] = districtSeeds.flatMap((district) =>
  (district.areas ?? []).map((area) => ({ ...area, districtId: district.slug })),
);

/** The city that ships with the program, without a database: a district's id is its slug. */
export const cologne: Omit<RoutingFacts, 'ranges'> = {
  portalId: 'portal',
  districtIdBySlug: new Map(
    districtSeeds.filter(({ kind }) => kind === 'district').map(({ slug }) => [slug, slug]),
  ),
  areas,
  stadtteilePostalCodes: new Map(stadtteilSeeds.map((row) => [row.code, row.postalCodes])),
};

const rows = streetSeeds.map((street) => toRangeRow(street, 'facts'));

/** The facts for one place, with the ranges of its street looked up as the database would. */
export function factsFor(place: Place): RoutingFacts {
  const ranges = rows
    .filter((row) => row.streetFolded === streetKey(place))
    .map((row) => ({
      stadtteil: row.stadtteil,
      postalCode: row.postalCode,
      oddFrom: row.oddFrom ?? null,
      oddTo: row.oddTo ?? null,
      evenFrom: row.evenFrom ?? null,
      evenTo: row.evenTo ?? null,
    }));
  return { ...cologne, ranges };
}

export const nowhere: Place = {
  district: '',
  stadtteil: '',
  street: '',
  houseNumber: '',
  postalCode: '',
};
