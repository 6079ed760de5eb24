import { listStreetRanges } from '../db/places.ts';
import { routePlace, streetKey, type Place, type Route } from '../domain/routing.ts';
import type { WebParts } from './parts.ts';

/** The office that decides about a place, as the contributor described it. */
export async function findRoute(parts: WebParts, place: Place): Promise<Route> {
  const city = await parts.city();
  const ranges = await listStreetRanges(parts.db.read, streetKey(place));
  return routePlace(place, { ...city.facts, ranges });
}
