import { setImmediate } from 'node:timers/promises';
import { markSitesChanged } from '../db/counters.ts';
import { listShortSeries, replaceOccurrences } from '../db/occurrences.ts';
import { findPublished } from '../db/published-items.ts';
import { lockSubmission } from '../db/submissions.ts';
import { listOccurrences } from '../domain/recurrence.ts';
import { addDays, dayOf } from '../domain/time.ts';
import type { WorkflowParts } from './parts.ts';

/** A calendar that is asked about the year ahead must not end in the middle of it. */
const DAYS_AHEAD = 365;
const LOOKS = 300;

/**
 * Works out the dates of series without an end again when less than a year of them is left: they are
 * written for some time ahead and not for ever. Gives how many series that were.
 */
export async function topUpDates(
  parts: Pick<WorkflowParts, 'db' | 'zone' | 'now'>,
): Promise<number> {
  const now = parts.now();
  const day = addDays(dayOf(now, parts.zone), DAYS_AHEAD);
  let toppedUp = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const { short, next } = await listShortSeries(parts.db.read, day, after, LOOKS);
    for (const id of short) if (await topUp(parts, id, now)) toppedUp += 1;
    after = next;
    // SQLite answers at once; between two looks, visitors have their turn.
    await setImmediate();
  }
  return toppedUp;
}

/** `false`: it was taken down meanwhile, or its rule gives no date that was not there. */
async function topUp(
  { db, zone }: Pick<WorkflowParts, 'db' | 'zone'>,
  id: string,
  now: number,
): Promise<boolean> {
  return db.transact(async (tx) => {
    // Whoever publishes it at the same moment has the newer text, and goes first or after.
    await lockSubmission(tx, id);
    const item = await findPublished(tx, id);
    if (item?.state !== 'live' || item.content.kind !== 'event') return false;
    const dates = listOccurrences(item.content, zone, { now, from: now });
    if (!(await replaceOccurrences(tx, item, dates))) return false;
    await markSitesChanged(tx, item.districtId);
    return true;
  });
}
