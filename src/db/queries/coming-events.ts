import type { Occurrence } from '../../domain/recurrence.ts';
import type { Database } from '../connection.ts';
import { aliasedTable, and, asc, eq, gt, lt, ne, notExists, or } from '../drizzle.ts';
import { occurrences, publishedItems } from '../schema.ts';
import { conditionsOf, isAfter, type DateFilter } from './event-dates.ts';
import type { ItemKey } from './feed-items.ts';

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
        ...conditionsOf(db, filter),
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
