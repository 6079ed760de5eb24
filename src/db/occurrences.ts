import type { Occurrence } from '../domain/recurrence.ts';
import type { Transaction } from './connection.ts';
import { and, eq, lt, lte } from './drizzle.ts';
import { occurrences } from './schema.ts';

const ROWS_PER_INSERT = 200;

/** Writes every date of a live event in the place of those that were there. */
export async function replaceOccurrences(
  tx: Transaction,
  event: { readonly submissionId: string; readonly districtId: string; readonly stadtteil: string },
  dates: readonly Occurrence[],
): Promise<void> {
  const { submissionId, districtId, stadtteil } = event;
  await removeOccurrences(tx, submissionId);
  const rows = dates.map((date) => ({ ...date, submissionId, districtId, stadtteil }));
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    await tx.insert(occurrences).values(rows.slice(at, at + ROWS_PER_INSERT));
  }
}

export async function removeOccurrences(tx: Transaction, submissionId: string): Promise<void> {
  await tx.delete(occurrences).where(eq(occurrences.submissionId, submissionId));
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
