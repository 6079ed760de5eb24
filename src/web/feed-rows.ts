import { listItems } from '../db/queries/sites.ts';
import { listComingEvents } from '../db/queries/coming-events.ts';
import { listItemKeys, listItemsById, type ItemKey } from '../db/queries/feed-items.ts';
import type { Database } from '../db/connection.ts';
import type { DatedItem } from '../feeds/say-when.ts';
import type { Kind } from '../domain/submission-types.ts';
import type { PortalFilter } from './portal-filter.ts';

/** What a feed is about: a kind, on one site or on all, narrowed by the filters of the page. */
export interface FeedWish {
  readonly kind: Kind;
  readonly districtId: string | undefined;
  readonly filter: PortalFilter;
  /** UTC milliseconds. */
  readonly now: number;
}

/** Whole items at once, with their texts; of keys alone many more. */
const BATCH = 250;
const KEYS_AT_ONCE = 2_000;

function datesOf({ districtId, filter, now }: FeedWish) {
  const { facets, stretch } = filter;
  return {
    districtId,
    facets,
    notOverAt: stretch?.from ?? now,
    beginsBefore: stretch?.to,
  };
}

/** One page of items: events in the order in which they come next, the rest in that of its list. */
export async function listFeedRows(
  db: Database,
  wish: FeedWish,
  limit: number,
  after?: string,
): Promise<{ rows: DatedItem[]; next: string | undefined }> {
  if (wish.kind !== 'event') {
    const { districtId, kind, filter } = wish;
    const { items, next } = await listItems(
      db,
      { kind, districtId, facets: filter.facets },
      limit,
      after,
    );
    return { rows: items, next };
  }
  const { events, next } = await listComingEvents(db, datesOf(wish), limit, after);
  const dates = new Map(events.map((event) => [event.submissionId, event]));
  const items = await listItemsById(db, [...dates.keys()]);
  return { rows: items.map((item) => ({ ...item, ...dates.get(item.submissionId) })), next };
}

/** When the first of them is over: what comes next is another list from then on. */
export function firstEnd(rows: readonly DatedItem[]): number {
  return Math.min(
    ...rows.map(({ kind, endsAt }) => (kind === 'event' ? endsAt : null) ?? Infinity),
  );
}

/** All of them, page by page. */
export async function* readFeedRows(db: Database, wish: FeedWish): AsyncGenerator<DatedItem[]> {
  let after: string | undefined;
  do {
    const { rows, next } = await listFeedRows(db, wish, BATCH, after);
    yield rows;
    after = next;
  } while (after !== undefined);
}

/**
 * The keys of all events, page by page: everything that is live, or, when days are asked for, what
 * takes place then.
 */
export async function* readEventKeys(
  db: Database,
  wish: FeedWish,
): AsyncGenerator<readonly ItemKey[]> {
  const { kind, districtId, filter } = wish;
  let after: string | undefined;
  do {
    const page: { keys: readonly ItemKey[]; next: string | undefined } =
      filter.stretch === undefined
        ? await listItemKeys(db, { kind, districtId, facets: filter.facets }, KEYS_AT_ONCE, after)
        : await listComingEvents(db, datesOf(wish), KEYS_AT_ONCE, after).then(
            ({ events, next }) => ({
              keys: events,
              next,
            }),
          );
    yield page.keys;
    after = page.next;
  } while (after !== undefined);
}
