import type { Database } from '../connection.ts';
import { and, asc, count, eq, inArray } from '../drizzle.ts';
import type { PublishedItem } from '../published-items.ts';
import { itemFacets, publishedItems } from '../schema.ts';
import { conditionsOf, isLive, type ItemFilter } from './sites.ts';
import { hasFacets } from '../facets.ts';

/** Which item, and whether it is still the one that somebody knows. */
export interface ItemKey {
  readonly submissionId: string;
  readonly changedAt: number;
}

export interface KeyPage {
  readonly keys: readonly ItemKey[];
  /** The cursor of the next page. */
  readonly next: string | undefined;
}

/** One page of what is live, in the order of its list, without its texts: for feeds of everything. */
export async function listItemKeys(
  db: Database,
  filter: ItemFilter,
  limit: number,
  after?: string,
): Promise<KeyPage> {
  const [first, ...others] = filter.facets ?? [];
  const columns = {
    submissionId: publishedItems.submissionId,
    changedAt: publishedItems.changedAt,
    sortKey: publishedItems.sortKey,
  };
  const rows = await (first === undefined
    ? db
        .select(columns)
        .from(publishedItems)
        .where(and(...conditionsOf(publishedItems, filter, after), isLive))
        .orderBy(asc(publishedItems.sortKey))
        .limit(limit + 1)
    : db
        .select(columns)
        .from(itemFacets)
        .innerJoin(publishedItems, eq(publishedItems.submissionId, itemFacets.submissionId))
        .where(
          and(
            eq(itemFacets.facet, first),
            ...conditionsOf(itemFacets, filter, after),
            ...hasFacets(db, itemFacets.submissionId, others),
          ),
        )
        .orderBy(asc(itemFacets.sortKey))
        .limit(limit + 1));
  const keys = rows.slice(0, limit);
  return { keys, next: rows.length > limit ? keys.at(-1)?.sortKey : undefined };
}

/** The items of these ids, in their order; what has gone since is left out. */
export async function listItemsById(
  db: Database,
  ids: readonly string[],
): Promise<PublishedItem[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(publishedItems)
    .where(inArray(publishedItems.submissionId, [...ids]));
  const byId = new Map(rows.map((row) => [row.submissionId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A live item by its id, for programs that keep ids and not addresses. */
export async function findLiveItem(
  db: Database,
  submissionId: string,
): Promise<PublishedItem | undefined> {
  const [row] = await db
    .select()
    .from(publishedItems)
    .where(and(eq(publishedItems.submissionId, submissionId), isLive));
  return row;
}

/** How many are live. A walk over an index: ask once for each state of the sites. */
export async function countItems(db: Database, filter: ItemFilter): Promise<number> {
  const [facet] = filter.facets ?? [];
  const [row] = await (facet === undefined
    ? db
        .select({ number: count() })
        .from(publishedItems)
        .where(and(...conditionsOf(publishedItems, filter, undefined), isLive))
    : db
        .select({ number: count() })
        .from(itemFacets)
        .where(and(eq(itemFacets.facet, facet), ...conditionsOf(itemFacets, filter, undefined))));
  return row?.number ?? 0;
}

/** A page by its number, which some standards ask for; the cursors of the other lists are cheaper. */
export async function listItemsAt(
  db: Database,
  filter: ItemFilter,
  limit: number,
  offset: number,
): Promise<PublishedItem[]> {
  const [facet] = filter.facets ?? [];
  const keys = await (facet === undefined
    ? db
        .select({ submissionId: publishedItems.submissionId })
        .from(publishedItems)
        .where(and(...conditionsOf(publishedItems, filter, undefined), isLive))
        .orderBy(asc(publishedItems.sortKey))
        .limit(limit)
        .offset(offset)
    : db
        .select({ submissionId: itemFacets.submissionId })
        .from(itemFacets)
        .where(and(eq(itemFacets.facet, facet), ...conditionsOf(itemFacets, filter, undefined)))
        .orderBy(asc(itemFacets.sortKey))
        .limit(limit)
        .offset(offset));
  return listItemsById(
    db,
    keys.map(({ submissionId }) => submissionId),
  );
}
