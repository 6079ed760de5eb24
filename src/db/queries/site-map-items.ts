import type { Database } from '../connection.ts';
import { and, asc } from '../drizzle.ts';
import { publishedItems } from '../schema.ts';
import { conditionsOf, isLive, type ItemFilter } from './sites.ts';

/**
 * Where the pages of a long list begin: the cursor before each `size`th item, and before the first
 * of all an empty one; nothing where there is no item.
 */
export async function listPageStarts(
  db: Database,
  kind: ItemFilter['kind'],
  size: number,
): Promise<string[]> {
  const starts: string[] = [];
  // An empty cursor comes before every other.
  for (let after = ''; ;) {
    const filter = { kind, districtId: undefined };
    const keyAt = (offset: number) =>
      db
        .select({ sortKey: publishedItems.sortKey })
        .from(publishedItems)
        .where(and(...conditionsOf(publishedItems, filter, after), isLive))
        .orderBy(asc(publishedItems.sortKey))
        .limit(1)
        .offset(offset);
    if ((await keyAt(0)).length === 0) return starts;
    starts.push(after);
    const [last] = await keyAt(size - 1);
    if (last === undefined) return starts;
    after = last.sortKey;
  }
}

/** What a site map says of an item, the rest of its row left where it is. */
export async function listAddresses(
  db: Database,
  kind: ItemFilter['kind'],
  limit: number,
  after?: string,
): Promise<{ slug: string; districtId: string; changedAt: number; sortKey: string }[]> {
  return db
    .select({
      slug: publishedItems.slug,
      districtId: publishedItems.districtId,
      changedAt: publishedItems.changedAt,
      sortKey: publishedItems.sortKey,
    })
    .from(publishedItems)
    .where(and(...conditionsOf(publishedItems, { kind, districtId: undefined }, after), isLive))
    .orderBy(asc(publishedItems.sortKey))
    .limit(limit);
}
