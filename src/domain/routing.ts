import { isOdd, parseHouseNumber } from './house-number.ts';
import { foldStreet } from './text.ts';

/** What a contributor says about the place: the form's own field names. */
export interface Place {
  /** A district's slug, `unsure`, `citywide`, or empty: decide by the place. */
  readonly district: string;
  /** A Stadtteil's code, or empty. */
  readonly stadtteil: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly postalCode: string;
}

export interface Area {
  readonly districtId: string;
  readonly stadtteil: string;
  readonly coverage: 'whole' | 'part';
}

export interface StreetRange {
  readonly stadtteil: string;
  readonly postalCode: string;
  readonly oddFrom: number | null;
  readonly oddTo: number | null;
  readonly evenFrom: number | null;
  readonly evenTo: number | null;
}

/** What is known of the city on one day. Only areas and districts that are valid then are in it. */
export interface RoutingFacts {
  readonly portalId: string;
  readonly districtIdBySlug: ReadonlyMap<string, string>;
  readonly areas: readonly Area[];
  readonly stadtteilePostalCodes: ReadonlyMap<string, readonly string[]>;
  /** Ranges of the street in question, already looked up by its folded name. */
  readonly ranges: readonly StreetRange[];
}

export type RoutedBy =
  'choice' | 'unsure' | 'citywide' | 'street' | 'stadtteil' | 'postalCode' | 'outside' | 'unknown';

export interface Route {
  readonly districtId: string;
  readonly routedBy: RoutedBy;
  /** No: the Stadtteil is only partly in the district, so its office has a second look. */
  readonly certain: boolean;
  /** The Stadtteil that the place turned out to lie in, where it is known. */
  readonly stadtteil: string | null;
}

/**
 * Names the district that decides about a place. What the contributor chose counts first, then the
 * house number in its street, then the Stadtteil, then a postal code that lies in one district
 * only. What no district covers goes to the portal's own desk: nothing gets lost.
 */
export function routePlace(place: Place, facts: RoutingFacts): Route {
  const toPortal = (routedBy: RoutedBy, stadtteil: string | null = null): Route => ({
    districtId: facts.portalId,
    routedBy,
    certain: routedBy !== 'unknown',
    stadtteil,
  });

  if (place.district === 'unsure') return toPortal('unsure');
  if (place.district === 'citywide') return toPortal('citywide');
  const chosen = facts.districtIdBySlug.get(place.district);
  if (chosen !== undefined) {
    return {
      districtId: chosen,
      routedBy: 'choice',
      certain: true,
      stadtteil: place.stadtteil || null,
    };
  }

  const byStreet = findStadtteilByStreet(place, facts.ranges);
  if (byStreet !== undefined) return routeStadtteil(byStreet, 'street', facts, toPortal);
  if (place.stadtteil) return routeStadtteil(place.stadtteil, 'stadtteil', facts, toPortal);

  // The postal code tells streets of one name apart where it knows one of them.
  const here = facts.ranges.filter((range) => range.postalCode === place.postalCode);
  const streetStadtteile = new Set(
    (here.length > 0 ? here : facts.ranges).map((range) => range.stadtteil),
  );
  const candidates =
    streetStadtteile.size > 0
      ? [...streetStadtteile]
      : listStadtteileOfPostalCode(place.postalCode, facts);
  return routeCandidates(
    candidates,
    streetStadtteile.size > 0 ? 'street' : 'postalCode',
    facts,
    toPortal,
  );
}

function routeStadtteil(
  stadtteil: string,
  routedBy: RoutedBy,
  facts: RoutingFacts,
  toPortal: (routedBy: RoutedBy, stadtteil?: string) => Route,
): Route {
  const area = facts.areas.find((candidate) => candidate.stadtteil === stadtteil);
  if (area === undefined) return toPortal('outside', stadtteil);
  return {
    districtId: area.districtId,
    routedBy,
    certain: area.coverage === 'whole',
    stadtteil,
  };
}

/** Several Stadtteile are possible: if they agree on a district, it decides; if not, the portal. */
function routeCandidates(
  stadtteile: readonly string[],
  routedBy: RoutedBy,
  facts: RoutingFacts,
  toPortal: (routedBy: RoutedBy, stadtteil?: string) => Route,
): Route {
  const routes = stadtteile.map((stadtteil) =>
    routeStadtteil(stadtteil, routedBy, facts, toPortal),
  );
  const first = routes[0];
  if (first === undefined) return toPortal('unknown');
  if (routes.some((route) => route.districtId !== first.districtId)) return toPortal('unknown');
  return { ...first, stadtteil: routes.length === 1 ? first.stadtteil : null };
}

/** The Stadtteil whose range holds the house number; a given Stadtteil or postal code tells twins apart. */
function findStadtteilByStreet(place: Place, ranges: readonly StreetRange[]): string | undefined {
  const houseNumber = parseHouseNumber(place.houseNumber);
  if (houseNumber === undefined) return undefined;
  // The directory's upper end means the whole house, so that up to 13 includes 13a; but where the
  // next range begins with 13a, that one is meant.
  const exactly = ranges.filter((range) => holdsNumber(range, houseNumber, 0));
  const holding =
    exactly.length > 0 ? exactly : ranges.filter((range) => holdsNumber(range, houseNumber, 99));
  const exact =
    holding.find((range) => range.stadtteil === place.stadtteil) ??
    holding.find((range) => range.postalCode === place.postalCode);
  if (exact !== undefined) return exact.stadtteil;
  const stadtteile = new Set(holding.map((range) => range.stadtteil));
  return stadtteile.size === 1 ? [...stadtteile][0] : undefined;
}

function holdsNumber(range: StreetRange, houseNumber: number, slack: number): boolean {
  const [from, to] = isOdd(houseNumber)
    ? [range.oddFrom, range.oddTo]
    : [range.evenFrom, range.evenTo];
  return from !== null && to !== null && houseNumber >= from && houseNumber <= to + slack;
}

function listStadtteileOfPostalCode(postalCode: string, facts: RoutingFacts): string[] {
  if (!postalCode) return [];
  return [...facts.stadtteilePostalCodes]
    .filter(([, codes]) => codes.includes(postalCode))
    .map(([stadtteil]) => stadtteil);
}

/** The key under which a street's ranges are found. */
export function streetKey(place: Pick<Place, 'street'>): string {
  return place.street ? foldStreet(place.street) : '';
}
