import type { ImportScene } from '../../src/imports/imported-row.ts';
import { districtSeeds, stadtteilSeeds } from '../support/city.ts';
import { START } from '../support/portal.ts';

/** Cologne on the day of the tests. */
export const scene: ImportScene = {
  clock: { now: START, zone: 'Europe/Berlin' },
  city: 'Köln',
  stadtteile: stadtteilSeeds,
  districts: districtSeeds
    .filter(({ kind }) => kind === 'district')
    .map(({ slug }) => ({ slug, name: slug, shortName: slug })),
  maxRows: 6_000,
};
