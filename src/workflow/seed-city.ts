import { readFile } from 'node:fs/promises';
import { v7 as uuid } from 'uuid';
import type { Connection } from '../db/connection.ts';
import type { MapGround, PortalNames } from '../db/places.ts';
import { districtAreas, districts, settings, stadtteile, streetRanges } from '../db/schema.ts';
import { parseHouseNumber } from '../domain/house-number.ts';
import { foldStreet } from '../domain/text.ts';

interface DistrictFacts {
  readonly kind: 'district' | 'portal';
  readonly code: string;
  readonly slug: string;
  readonly name: string;
  readonly shortName: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly colour: string;
  readonly colourDark: string;
  readonly intro: string;
  readonly outline?: string | null;
  readonly office: { name: string; email: string; phone: string; address: string; hours: string };
  readonly areas?: { stadtteil: string; coverage: 'whole' | 'part'; part: string | null }[];
}

interface StadtteilFacts {
  readonly code: string;
  readonly name: string;
  readonly stadtbezirk: string;
  readonly postalCodes: string[];
  readonly latitude: number;
  readonly longitude: number;
}

export interface StreetFacts {
  readonly street: string;
  readonly stadtteil: string;
  readonly postalCode: string;
  readonly oddFrom: string | null;
  readonly oddTo: string | null;
  readonly evenFrom: string | null;
  readonly evenTo: string | null;
}

/** Reads a file of `db/seeds`. */
export async function readSeed<Shape>(name: string): Promise<Shape> {
  const file = new URL(`../../db/seeds/${name}`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as Shape;
}

/** Fills an empty database with the facts about the city: districts, Stadtteile, border streets. */
export async function seedCity(connection: Connection): Promise<void> {
  const [districtRows, stadtteilRows, streets, map, names] = await Promise.all([
    readSeed<DistrictFacts[]>('districts.json'),
    readSeed<StadtteilFacts[]>('stadtteile.json'),
    readSeed<StreetFacts[]>('border-streets.json'),
    readSeed<MapGround>('map.json'),
    readSeed<PortalNames>('portal.json'),
  ]);
  await connection.transact(async (tx) => {
    await tx
      .insert(settings)
      .values([
        { name: 'map', value: map },
        { name: 'portal', value: names },
      ])
      .onConflictDoNothing();
    await tx.insert(stadtteile).values(stadtteilRows);
    for (const facts of districtRows) {
      const id = uuid();
      const validFrom = Date.parse(facts.validFrom);
      const validUntil = facts.validUntil === null ? null : Date.parse(facts.validUntil);
      await tx.insert(districts).values({
        id,
        kind: facts.kind,
        code: facts.code,
        slug: facts.slug,
        name: facts.name,
        shortName: facts.shortName,
        colour: facts.colour,
        colourDark: facts.colourDark,
        intro: facts.intro,
        outline: facts.outline ?? null,
        officeName: facts.office.name,
        officeEmail: facts.office.email,
        officePhone: facts.office.phone,
        officeAddress: facts.office.address,
        officeHours: facts.office.hours,
        validFrom,
        validUntil,
      });
      for (const area of facts.areas ?? []) {
        await tx.insert(districtAreas).values({ districtId: id, ...area, validFrom, validUntil });
      }
    }
    await tx.insert(streetRanges).values(streets.map((street) => toRangeRow(street, 'facts')));
  });
}

export function toRangeRow(
  facts: StreetFacts,
  source: 'facts' | 'directory',
): typeof streetRanges.$inferInsert {
  const number = (text: string | null) => (text ? (parseHouseNumber(text) ?? null) : null);
  // A range of one house is written with its beginning alone.
  const [oddFrom, evenFrom] = [number(facts.oddFrom), number(facts.evenFrom)];
  return {
    id: uuid(),
    source,
    street: facts.street,
    streetFolded: foldStreet(facts.street),
    stadtteil: facts.stadtteil,
    postalCode: facts.postalCode,
    oddFrom,
    oddTo: number(facts.oddTo) ?? oddFrom,
    evenFrom,
    evenTo: number(facts.evenTo) ?? evenFrom,
  };
}
