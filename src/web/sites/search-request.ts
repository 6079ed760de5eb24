import type { Reportable } from '../../domain/reports.ts';
import { parseQuery, type SearchQuery } from '../../domain/search/query.ts';
import type { SearchScope } from '../../domain/search/terms.ts';
import { oneValue, type Context } from '../context.ts';
import { readFilter } from '../portal-filter.ts';

/** What the search can be narrowed to, by its name in the address. */
export const AREAS: Readonly<Record<string, readonly Reportable[]>> = {
  veranstaltungen: ['event'],
  adressen: ['entry'],
  projekte: ['story'],
  aktuelles: ['news'],
  seiten: ['page'],
};

const MAX_PAGE = 10;

export interface SearchRequest {
  readonly query: SearchQuery;
  readonly scope: SearchScope;
  /** From 1. */
  readonly page: number;
  /** The filters as they stand in an address, without the query and the page. */
  readonly given: Readonly<Record<string, string>>;
  /** What the address asks for and nobody knows, as it was written. */
  readonly ignored: readonly string[];
}

/** Reads an address of the search. Whatever stands in it, there is something to answer. */
export function readSearch(asked: unknown, context: Context, zone: string): SearchRequest {
  const { city, now, site } = context;
  const own = { bereich: oneValue(asked, 'bereich'), sozialraum: oneValue(asked, 'sozialraum') };
  const others = Object.entries(typeof asked === 'object' && asked !== null ? asked : {}).filter(
    ([name]) => !(name in own) && name !== 'seite',
  );
  const filter = readFilter('story', Object.fromEntries(others), { city, now, zone });
  const sources = Object.hasOwn(AREAS, own.bereich) ? AREAS[own.bereich] : undefined;
  // On a district's site its own content is meant, whatever else the address says.
  const district =
    site ?? city.districts.find(({ slug }) => slug !== '' && slug === own.sozialraum);
  const given: Record<string, string> = { ...filter.given };
  const ignored = [...filter.ignored];
  const keep = (name: 'bereich' | 'sozialraum', isKnown: boolean) => {
    if (isKnown) given[name] = own[name];
    else if (own[name] !== '') ignored.push(`${name}=${own[name].slice(0, 60)}`);
  };
  keep('bereich', sources !== undefined);
  keep('sozialraum', site === undefined && district !== undefined);
  const page = Math.trunc(Number(oneValue(asked, 'seite')));
  return {
    query: parseQuery(oneValue(asked, 'q')),
    scope: {
      ...(sources === undefined ? {} : { sources }),
      districtId: district?.id,
      facets: filter.facets,
    },
    page: page >= 1 && page <= MAX_PAGE ? page : 1,
    given,
    ignored,
  };
}
