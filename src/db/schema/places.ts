import type { Picture } from '../../domain/kinds/content.ts';
import { columns } from '../dialect.ts';

const {
  table,
  id,
  string,
  oneOf,
  integer,
  decimal,
  instant,
  json,
  index,
  uniqueIndex,
  primaryKey,
} = columns;

/** A social area with its office, or the portal's own desk. Dated, since districts split and merge. */
export const districts = table(
  'districts',
  {
    id: id('id').primaryKey(),
    kind: oneOf('kind', ['district', 'portal']).notNull(),
    code: string('code').notNull(),
    slug: string('slug').notNull(),
    name: string('name').notNull(),
    shortName: string('short_name').notNull(),
    colour: string('colour').notNull(),
    colourDark: string('colour_dark').notNull(),
    intro: string('intro').notNull(),
    outline: string('outline'),
    picture: json<Picture | null>('picture'),
    officeName: string('office_name').notNull(),
    officeEmail: string('office_email').notNull(),
    officePhone: string('office_phone').notNull(),
    officeAddress: string('office_address').notNull(),
    officeHours: string('office_hours').notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until'),
  },
  (row) => [uniqueIndex('districts_slug').on(row.slug), uniqueIndex('districts_code').on(row.code)],
);

/**
 * Where an address of a district leads that is no longer one: to its new name, to the district that it
 * became part of, or, with several rows, to those that it was split into.
 */
export const districtRedirects = table(
  'district_redirects',
  {
    slug: id('slug').notNull(),
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    createdAt: instant('created_at').notNull(),
  },
  (row) => [primaryKey({ columns: [row.slug, row.districtId] })],
);

export const stadtteile = table('stadtteile', {
  code: id('code').primaryKey(),
  name: string('name').notNull(),
  stadtbezirk: string('stadtbezirk').notNull(),
  postalCodes: json<string[]>('postal_codes').notNull(),
  latitude: decimal('latitude'),
  longitude: decimal('longitude'),
});

export const districtAreas = table(
  'district_areas',
  {
    districtId: id('district_id')
      .notNull()
      .references(() => districts.id),
    stadtteil: string('stadtteil')
      .notNull()
      .references(() => stadtteile.code),
    coverage: oneOf('coverage', ['whole', 'part']).notNull(),
    part: string('part'),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until'),
  },
  (row) => [primaryKey({ columns: [row.districtId, row.stadtteil, row.validFrom] })],
);

/** House numbers are kept as number × 100 + letter (a = 1), so that 152a sorts after 152. */
export const streetRanges = table(
  'street_ranges',
  {
    id: id('id').primaryKey(),
    source: oneOf('source', ['facts', 'directory']).notNull(),
    street: string('street').notNull(),
    streetFolded: string('street_folded').notNull(),
    stadtteil: string('stadtteil')
      .notNull()
      .references(() => stadtteile.code),
    postalCode: string('postal_code').notNull(),
    oddFrom: integer('odd_from'),
    oddTo: integer('odd_to'),
    evenFrom: integer('even_from'),
    evenTo: integer('even_to'),
  },
  (row) => [index('street_ranges_street').on(row.streetFolded)],
);
