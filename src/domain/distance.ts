interface Located {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const EARTH_RADIUS_KM = 6371;
const RADIANS = Math.PI / 180;

/** As the crow flies, in kilometres (haversine formula); nothing where a place has no coordinates. */
export function distanceBetween(from: Located, to: Located): number | undefined {
  if (from.latitude === null || from.longitude === null) return undefined;
  if (to.latitude === null || to.longitude === null) return undefined;
  const north = Math.sin(((to.latitude - from.latitude) * RADIANS) / 2);
  const east = Math.sin(((to.longitude - from.longitude) * RADIANS) / 2);
  const narrowing = Math.cos(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(north ** 2 + narrowing * east ** 2));
}

/** The nearest first, itself at the very start; what has no coordinates comes last. */
export function orderByDistance<Place extends Located>(
  from: Place,
  places: readonly Place[],
): { place: Place; distance: number | undefined }[] {
  return places
    .map((place) => ({ place, distance: place === from ? 0 : distanceBetween(from, place) }))
    .sort((a, b) => (a.distance ?? Infinity) - (b.distance ?? Infinity) || 0);
}
