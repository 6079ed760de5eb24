import type { City } from '../db/places.ts';
import type { ImportScene } from '../imports/imported-row.ts';
import type { WorkflowParts } from './parts.ts';

/** What the readers of strange files must know of this city and of today. */
export function importScene(
  parts: Pick<WorkflowParts, 'now' | 'zone'>,
  city: City,
  maxRows: number,
): ImportScene {
  return {
    clock: { now: parts.now(), zone: parts.zone },
    city: city.names.city,
    stadtteile: city.stadtteile.map(({ code, name }) => ({ code, name })),
    districts: city.districts.map(({ slug, name, shortName }) => ({ slug, name, shortName })),
    maxRows,
  };
}
