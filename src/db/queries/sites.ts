import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, getTableColumns, gt, gte, isNotNull, lt } from '../drizzle.ts';
import { hasFacets } from '../facets.ts';
import type { Kind } from '../../domain/submission-types.ts';
import type { Database } from '../connection.ts';
import type { PublishedItem } from '../published-items.ts';
import { itemFacets, publishedItems } from '../schema.ts';

/** Of a published item: it is on its site now. */
export const isLive = eq(publishedItems.state, 'live');

export interface ItemFilter {
  readonly kind: Kind;
  readonly districtId: string | undefined;
  /** All of them; the one that fewest items have comes first. See domain/facets.ts. */
  readonly facets?: readonly string[];
  /** Only sort keys from here on, and only those before; entries sort by their folded title. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

/**
 * One page of a list of items: the rows after `after`, a sort key, and one more to know
 * whether it goes on. The calendar lists dates and not items; see event-dates.ts.
 */
export async function listItems(
  db: Database,
  filter: ItemFilter,
  limit: number,
  after?: string,
): Promise<{ items: PublishedItem[]; next: string | undefined }> {
  const [first, ...others] = filter.facets ?? [];
  const rows = await (first === undefined
    ? db
        .select()
        .from(publishedItems)
        .where(and(...conditionsOf(publishedItems, filter, after), isLive))
        .orderBy(asc(publishedItems.sortKey))
        .limit(limit + 1)
    : db
        .select(getTableColumns(publishedItems))
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
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)?.sortKey : undefined };
}

/** What both a plain and a filtered list ask: the facets carry the columns by which a list is ordered. */
export function conditionsOf(
  table: typeof publishedItems | typeof itemFacets,
  filter: ItemFilter,
  after: string | undefined,
): (SQL | undefined)[] {
  return [
    eq(table.kind, filter.kind),
    filter.districtId === undefined ? undefined : eq(table.districtId, filter.districtId),
    filter.from === undefined ? undefined : gte(table.sortKey, filter.from),
    filter.before === undefined ? undefined : lt(table.sortKey, filter.before),
    after === undefined ? undefined : gt(table.sortKey, after),
  ];
}

export async function findItem(
  db: Database,
  kind: Kind,
  slug: string,
): Promise<PublishedItem | undefined> {
  const [row] = await db.select().from(publishedItems).where(eq(publishedItems.slug, slug));
  return row?.kind === kind ? row : undefined;
}

/** What the editors chose, in their order. */
export async function listPromoted(db: Database, limit = 12): Promise<PublishedItem[]> {
  return db
    .select()
    .from(publishedItems)
    .where(and(isNotNull(publishedItems.landingRank), gte(publishedItems.landingRank, 1)))
    .orderBy(asc(publishedItems.landingRank), desc(publishedItems.publishedAt))
    .limit(limit);
}
