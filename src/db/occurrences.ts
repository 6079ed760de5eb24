import type { Occurrence } from '../domain/recurrence.ts';
import type { Database, Transaction } from './connection.ts';
import { GOES_ON } from '../domain/facets.ts';
import { and, asc, eq, gt, gte, lt, lte, notExists } from './drizzle.ts';
import { itemFacets, occurrences } from './schema.ts';

const ROWS_PER_INSERT = 200;

/**
 * Writes every date of a live event in the place of those that were there. Gives whether their number
 * is another one now.
 */
export async function replaceOccurrences(
  tx: Transaction,
  event: { readonly submissionId: string; readonly districtId: string; readonly stadtteil: string },
  dates: readonly Occurrence[],
): Promise<boolean> {
  const { submissionId, districtId, stadtteil } = event;
  const former = await removeOccurrences(tx, submissionId);
  const rows = dates.map((date) => ({ ...date, submissionId, districtId, stadtteil }));
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    await tx.insert(occurrences).values(rows.slice(at, at + ROWS_PER_INSERT));
  }
  return rows.length !== former;
}

/** Gives how many there were. */
export async function removeOccurrences(tx: Transaction, submissionId: string): Promise<number> {
  const gone = await tx
    .delete(occurrences)
    .where(eq(occurrences.submissionId, submissionId))
    .returning({ date: occurrences.date });
  return gone.length;
}

/**
 * Sweeps away dates that are over: every list would have to step over them. Gives whether there were
 * any, since the sites look different then. `now` is UTC milliseconds.
 */
export async function sweepOccurrences(tx: Transaction, now: number): Promise<boolean> {
  const gone = await tx
    .delete(occurrences)
    .where(and(lt(occurrences.startsAt, now), lte(occurrences.endsAt, now)))
    .returning({ date: occurrences.date });
  return gone.length > 0;
}

/**
 * A look at the next series without an end, in the order of their ids: which of them have no date on
 * this day (YYYY-MM-DD) or after it, and where the next look begins.
 */
export async function listShortSeries(
  db: Database,
  day: string,
  after: string,
  looks: number,
): Promise<{ short: string[]; next: string | undefined }> {
  const endless = and(eq(itemFacets.facet, GOES_ON), gt(itemFacets.submissionId, after));
  const byId = asc(itemFacets.submissionId);
  const looked = await db
    .select({ id: itemFacets.submissionId })
    .from(itemFacets)
    .where(endless)
    .orderBy(byId)
    .limit(looks);
  const last = looked.at(-1)?.id;
  if (last === undefined) return { short: [], next: undefined };
  const later = db
    .select({ date: occurrences.date })
    .from(occurrences)
    .where(and(eq(occurrences.submissionId, itemFacets.submissionId), gte(occurrences.date, day)));
  const rows = await db
    .select({ id: itemFacets.submissionId })
    .from(itemFacets)
    .where(and(endless, lte(itemFacets.submissionId, last), notExists(later)))
    .orderBy(byId);
  return { short: rows.map(({ id }) => id), next: looked.length < looks ? undefined : last };
}
