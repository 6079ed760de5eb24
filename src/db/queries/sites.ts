import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, gt, gte, isNotNull } from '../drizzle.ts';
import type { Kind } from '../../domain/submission-types.ts';
import type { Database } from '../connection.ts';
import type { PublishedItem } from '../published-items.ts';
import { publishedItems } from '../schema.ts';

export interface ItemFilter {
  readonly kind: Kind;
  readonly districtId: string | undefined;
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
  const conditions: (SQL | undefined)[] = [
    eq(publishedItems.kind, filter.kind),
    eq(publishedItems.state, 'live'),
    filter.districtId === undefined ? undefined : eq(publishedItems.districtId, filter.districtId),
    after === undefined ? undefined : gt(publishedItems.sortKey, after),
  ];
  const rows = await db
    .select()
    .from(publishedItems)
    .where(and(...conditions))
    .orderBy(asc(publishedItems.sortKey))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)?.sortKey : undefined };
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
