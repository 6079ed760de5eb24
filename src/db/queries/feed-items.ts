import type { Occurrence } from '../../domain/recurrence.ts';
import type { Database } from '../connection.ts';
import {
  aliasedTable,
  and,
  asc,
  count,
  eq,
  gt,
  inArray,
  lt,
  ne,
  notExists,
  or,
} from '../drizzle.ts';
import type { PublishedItem } from '../published-items.ts';
import { itemFacets, occurrences, publishedItems } from '../schema.ts';
import { conditionsOf as dateConditions, isAfter, type DateFilter } from './event-dates.ts';
import { conditionsOf as itemConditions, type ItemFilter } from './sites.ts';
import { hasFacets } from '../facets.ts';

const isLive = eq(publishedItems.state, 'live');

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
        .where(and(...itemConditions(publishedItems, filter, after), isLive))
        .orderBy(asc(publishedItems.sortKey))
        .limit(limit + 1)
    : db
        .select(columns)
        .from(itemFacets)
        .innerJoin(publishedItems, eq(publishedItems.submissionId, itemFacets.submissionId))
        .where(
          and(
            eq(itemFacets.facet, first),
            ...itemConditions(itemFacets, filter, after),
            ...hasFacets(db, itemFacets.submissionId, others),
          ),
        )
        .orderBy(asc(itemFacets.sortKey))
        .limit(limit + 1));
  const keys = rows.slice(0, limit);
  return { keys, next: rows.length > limit ? keys.at(-1)?.sortKey : undefined };
}

export interface ComingEvent extends ItemKey {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly dateState: Occurrence['state'];
}

/**
 * One page of what comes next, each event once: at its next date that takes place, or at its next
 * cancelled one where none does. It needs no memory of the pages before.
 */
export async function listComingEvents(
  db: Database,
  filter: DateFilter,
  limit: number,
  after?: string,
): Promise<{ events: readonly ComingEvent[]; next: string | undefined }> {
  const other = aliasedTable(occurrences, 'better');
  const isBetter = or(
    and(
      lt(other.startsAt, occurrences.startsAt),
      or(ne(other.state, 'cancelled'), eq(occurrences.state, 'cancelled')),
    ),
    and(eq(occurrences.state, 'cancelled'), ne(other.state, 'cancelled')),
  );
  const inStretch = [
    gt(other.endsAt, filter.notOverAt),
    filter.beginsBefore === undefined ? undefined : lt(other.startsAt, filter.beginsBefore),
  ];
  const rows = await db
    .select({
      submissionId: occurrences.submissionId,
      changedAt: publishedItems.changedAt,
      startsAt: occurrences.startsAt,
      endsAt: occurrences.endsAt,
      dateState: occurrences.state,
    })
    .from(occurrences)
    .innerJoin(publishedItems, eq(publishedItems.submissionId, occurrences.submissionId))
    .where(
      and(
        ...dateConditions(db, filter),
        isAfter(after),
        notExists(
          db
            .select({ date: other.date })
            .from(other)
            .where(and(eq(other.submissionId, occurrences.submissionId), ...inStretch, isBetter)),
        ),
      ),
    )
    .orderBy(asc(occurrences.startsAt), asc(occurrences.submissionId))
    .limit(limit + 1);
  const events = rows.slice(0, limit);
  const last = events.at(-1);
  return {
    events,
    next: rows.length > limit && last ? `${String(last.startsAt)} ${last.submissionId}` : undefined,
  };
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
        .where(and(...itemConditions(publishedItems, filter, undefined), isLive))
    : db
        .select({ number: count() })
        .from(itemFacets)
        .where(and(eq(itemFacets.facet, facet), ...itemConditions(itemFacets, filter, undefined))));
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
        .where(and(...itemConditions(publishedItems, filter, undefined), isLive))
        .orderBy(asc(publishedItems.sortKey))
        .limit(limit)
        .offset(offset)
    : db
        .select({ submissionId: itemFacets.submissionId })
        .from(itemFacets)
        .where(and(eq(itemFacets.facet, facet), ...itemConditions(itemFacets, filter, undefined)))
        .orderBy(asc(itemFacets.sortKey))
        .limit(limit)
        .offset(offset));
  return listItemsById(
    db,
    keys.map(({ submissionId }) => submissionId),
  );
}

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
        .where(and(...itemConditions(publishedItems, filter, after), isLive))
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
    .where(and(...itemConditions(publishedItems, { kind, districtId: undefined }, after), isLive))
    .orderBy(asc(publishedItems.sortKey))
    .limit(limit);
}
