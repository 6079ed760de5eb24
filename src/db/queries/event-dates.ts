import type { SQL } from 'drizzle-orm';
import type { Occurrence } from '../../domain/recurrence.ts';
import type { Database } from '../connection.ts';
import { and, asc, eq, getTableColumns, gt, gte, inArray, lt, or } from '../drizzle.ts';
import { hasFacets } from '../facets.ts';
import type { PublishedItem } from '../published-items.ts';
import { occurrences, publishedItems } from '../schema.ts';

/** An event on one of its days: the item with the beginning and end of that day's date. */
export type EventDate = PublishedItem & {
  /** The day that the rule named, YYYY-MM-DD; a moved date keeps it. */
  readonly date: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly dateState: Occurrence['state'];
};

export interface DateFilter {
  readonly districtId: string | undefined;
  /** Only what ends after this instant; UTC milliseconds. */
  readonly notOverAt: number;
  /** Only what begins at this instant or later: far ahead it spares a look at all that comes before. */
  readonly beginsFrom?: number | undefined;
  /** Only what begins before this instant. */
  readonly beginsBefore?: number | undefined;
  /** All of them; see domain/facets.ts. That of a Stadtteil has an index of its own. */
  readonly facets?: readonly string[];
}

/**
 * One page of the calendar: the dates after `after`, a cursor of the page before. A series stands
 * under each of its dates.
 */
export async function listEventDates(
  db: Database,
  filter: DateFilter,
  limit: number,
  after?: string,
): Promise<{ items: EventDate[]; next: string | undefined }> {
  const rows = await db
    .select({
      item: getTableColumns(publishedItems),
      date: occurrences.date,
      startsAt: occurrences.startsAt,
      endsAt: occurrences.endsAt,
      dateState: occurrences.state,
    })
    .from(occurrences)
    .innerJoin(publishedItems, eq(publishedItems.submissionId, occurrences.submissionId))
    .where(and(...conditionsOf(db, filter), isAfter(after)))
    .orderBy(asc(occurrences.startsAt), asc(occurrences.submissionId))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(({ item, ...date }) => ({ ...item, ...date }));
  const last = items.at(-1);
  return {
    items,
    next: rows.length > limit && last ? `${String(last.startsAt)} ${last.submissionId}` : undefined,
  };
}

/** The order of the calendar, for dates that were read in several goes. */
export function byBeginning(
  a: Pick<EventDate, 'startsAt' | 'submissionId'>,
  b: Pick<EventDate, 'startsAt' | 'submissionId'>,
): number {
  return a.startsAt - b.startsAt || (a.submissionId < b.submissionId ? -1 : 1);
}

// So many dates are looked at for a short list: a daily series is one of its lines and not all of them.
const LOOK_AHEAD = 150;

/**
 * What comes next, each event once, at its next date that takes place; for the short lists of the
 * landing page and a district's home.
 */
export async function listNextEvents(
  db: Database,
  filter: DateFilter,
  limit: number,
): Promise<EventDate[]> {
  const dates = await db
    .select(getTableColumns(occurrences))
    .from(occurrences)
    .where(and(...conditionsOf(db, filter)))
    .orderBy(asc(occurrences.startsAt), asc(occurrences.submissionId))
    .limit(LOOK_AHEAD);
  const chosen = new Map<string, (typeof dates)[number]>();
  for (const date of dates) {
    if (chosen.size === limit) break;
    if (date.state !== 'cancelled' && !chosen.has(date.submissionId)) {
      chosen.set(date.submissionId, date);
    }
  }
  if (chosen.size === 0) return [];
  const items = await db
    .select()
    .from(publishedItems)
    .where(inArray(publishedItems.submissionId, [...chosen.keys()]));
  const byId = new Map(items.map((item) => [item.submissionId, item]));
  return [...chosen.values()].flatMap(({ submissionId, date, startsAt, endsAt, state }) => {
    const item = byId.get(submissionId);
    return item === undefined ? [] : [{ ...item, date, startsAt, endsAt, dateState: state }];
  });
}

const STADTTEIL = 'stadtteil:';

export function conditionsOf(db: Database, filter: DateFilter): (SQL | undefined)[] {
  return [
    ...narrowDates(db, filter),
    gt(occurrences.endsAt, filter.notOverAt),
    filter.beginsFrom === undefined ? undefined : gte(occurrences.startsAt, filter.beginsFrom),
    filter.beginsBefore === undefined ? undefined : lt(occurrences.startsAt, filter.beginsBefore),
  ];
}

/** Which district's dates, and of which items. */
export function narrowDates(
  db: Database,
  filter: Pick<DateFilter, 'districtId' | 'facets'>,
): (SQL | undefined)[] {
  const facets = filter.facets ?? [];
  const stadtteile = facets.filter((facet) => facet.startsWith(STADTTEIL));
  const others = facets.filter((facet) => !facet.startsWith(STADTTEIL));
  return [
    ...stadtteile.map((facet) => eq(occurrences.stadtteil, facet.slice(STADTTEIL.length))),
    ...hasFacets(db, occurrences.submissionId, others),
    filter.districtId === undefined ? undefined : eq(occurrences.districtId, filter.districtId),
  ];
}

// The last year that both engines can write.
const END_OF_TIME = Date.UTC(9999, 11, 31);

/** A cursor is the beginning and the id of the last row; what is no cursor means the first page. */
export function isAfter(cursor: string | undefined): SQL | undefined {
  const match = /^(\d{1,15}) (\S{1,64})$/.exec(cursor ?? '');
  const startsAt = Number(match?.[1]);
  if (match === null || startsAt > END_OF_TIME) return undefined;
  return and(
    gte(occurrences.startsAt, startsAt),
    or(gt(occurrences.startsAt, startsAt), gt(occurrences.submissionId, match[2] ?? '')),
  );
}
