import type { DaySpan } from '../../domain/calendar-days.ts';
import { SEVERAL_DAYS } from '../../domain/facets.ts';
import type { Database } from '../connection.ts';
import { and, asc, eq, getTableColumns, gt, gte, inArray, lt } from '../drizzle.ts';
import { hasFacets } from '../facets.ts';
import { itemFacets, occurrences, publishedItems } from '../schema.ts';
import { narrowDates, type EventDate } from './event-dates.ts';

export interface CalendarFilter {
  readonly districtId: string | undefined;
  readonly facets: readonly string[];
}

type DateRow = typeof occurrences.$inferSelect;

/** So many events that go on over days are looked at; a calendar with more of them shows no day well. */
const MAX_RUNNING = 200;

/**
 * The dates that begin on each of these days, at most `limit` a day, as one query: a day that is
 * full takes no place from the next one, and what is read does not grow with the portal.
 */
export async function listDatesByDay(
  db: Database,
  filter: CalendarFilter,
  days: readonly DaySpan[],
  limit: number,
): Promise<EventDate[]> {
  const beginningOn = ({ date, from, to }: DaySpan) => {
    const inside = db
      .select(getTableColumns(occurrences))
      .from(occurrences)
      .where(
        and(
          gte(occurrences.startsAt, from),
          lt(occurrences.startsAt, to),
          ...narrowDates(db, filter),
        ),
      )
      .orderBy(asc(occurrences.startsAt), asc(occurrences.submissionId))
      .limit(limit)
      .as(`on_${date.replaceAll('-', '')}`);
    return db.select().from(inside).$dynamic();
  };
  const [first, ...others] = days;
  if (first === undefined) return [];
  const whole = others.reduce((query, day) => query.unionAll(beginningOn(day)), beginningOn(first));
  return withItems(db, await whole);
}

/**
 * What began before and goes on over days into this stretch. It hangs on the facet of such events,
 * since by the index of beginnings everything would have to be looked at that ever began before.
 */
export async function listRunningDates(
  db: Database,
  filter: CalendarFilter,
  stretch: { readonly from: number; readonly to: number },
): Promise<EventDate[]> {
  const rows = await db
    .select(getTableColumns(occurrences))
    .from(itemFacets)
    .innerJoin(occurrences, eq(occurrences.submissionId, itemFacets.submissionId))
    .where(
      and(
        eq(itemFacets.facet, SEVERAL_DAYS),
        eq(itemFacets.kind, 'event'),
        filter.districtId === undefined ? undefined : eq(itemFacets.districtId, filter.districtId),
        lt(occurrences.startsAt, stretch.to),
        gt(occurrences.endsAt, stretch.from),
        ...hasFacets(db, itemFacets.submissionId, filter.facets),
      ),
    )
    .orderBy(asc(itemFacets.sortKey))
    .limit(MAX_RUNNING);
  return withItems(db, rows);
}

async function withItems(db: Database, dates: readonly DateRow[]): Promise<EventDate[]> {
  if (dates.length === 0) return [];
  const ids = [...new Set(dates.map(({ submissionId }) => submissionId))];
  const items = await db
    .select()
    .from(publishedItems)
    .where(inArray(publishedItems.submissionId, ids));
  const byId = new Map(items.map((item) => [item.submissionId, item]));
  return dates.flatMap(({ submissionId, date, startsAt, endsAt, state }) => {
    const item = byId.get(submissionId);
    return item === undefined ? [] : [{ ...item, date, startsAt, endsAt, dateState: state }];
  });
}
