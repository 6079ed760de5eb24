import { listStreetRanges } from '../db/places.ts';
import type { Content } from '../domain/kinds/content.ts';
import { routePlace, streetKey, type Place, type Route } from '../domain/routing.ts';
import type { WorkflowParts } from './parts.ts';

type Parts = Pick<WorkflowParts, 'db' | 'city'>;

/** The office that decides about a place, as the contributor described it. */
export async function findRoute(parts: Parts, place: Place): Promise<Route> {
  const city = await parts.city();
  const ranges = await listStreetRanges(parts.db.read, streetKey(place));
  return routePlace(place, { ...city.facts, ranges });
}

/** The same for many places; a street that comes again is looked up once. */
export async function findRoutes(parts: Parts, places: readonly Place[]): Promise<Route[]> {
  const city = await parts.city();
  const known = new Map<string, Awaited<ReturnType<typeof listStreetRanges>>>();
  const routes: Route[] = [];
  for (const place of places) {
    const key = streetKey(place);
    const ranges = known.get(key) ?? (await listStreetRanges(parts.db.read, key));
    known.set(key, ranges);
    routes.push(routePlace(place, { ...city.facts, ranges }));
  }
  return routes;
}

/** What is shown and kept of a place whose Stadtteil nobody named, but its street or postal code did. */
export function withRoutedStadtteil<Text extends Content>(content: Text, route: Route): Text {
  return { ...content, stadtteil: content.stadtteil || (route.stadtteil ?? '') };
}
