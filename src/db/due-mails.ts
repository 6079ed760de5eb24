import type { Transaction } from './connection.ts';
import {
  and,
  asc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notInArray,
  or,
} from './drizzle.ts';
import { GATHERING_MS, type OutboxMail } from './outbox.ts';
import { outbox } from './schema.ts';

/** How many mails one letter tells of at most. */
const BUNDLE_LIMIT = 1_000;
/** It waits for the next of many, and not for ever. */
const GATHERING_LIMIT_MS = 30 * GATHERING_MS;

/**
 * Leases the mails that are due, so that of several processes one sends each. A mail of a bundle
 * brings along all others of it to the same reader, even beyond `limit`; while one of them will be
 * due in a moment, the bundle waits for it.
 */
export async function leaseDueMails(
  tx: Transaction,
  now: number,
  leaseMilliseconds: number,
  limit: number,
): Promise<OutboxMail[]> {
  const due = await tx
    .select({
      id: outbox.id,
      bundle: outbox.bundle,
      mail: outbox.mail,
      toAddress: outbox.toAddress,
      leasedUntil: outbox.leasedUntil,
    })
    .from(outbox)
    .where(and(isDue(now), isNotGathering(tx, now)))
    .orderBy(asc(outbox.sendAfter), asc(outbox.id))
    .limit(limit);
  if (due.length === 0) return [];
  const ids = new Set(due.filter((row) => row.bundle === null).map((row) => row.id));
  const asked = new Set<string>();
  for (const row of due) {
    if (row.bundle === null) continue;
    // One letter of a bundle at a time: what came later is not mixed with what is sent again.
    const key = JSON.stringify([row.bundle, row.mail, row.toAddress]);
    if (asked.has(key)) continue;
    asked.add(key);
    for (const id of await listMembers(tx, { ...row, bundle: row.bundle }, now)) ids.add(id);
  }
  return (
    tx
      .update(outbox)
      .set({ leasedUntil: now + leaseMilliseconds })
      // Another process may have sent it since it was found.
      .where(and(inArray(outbox.id, [...ids]), isDue(now)))
      .returning()
  );
}

function isDue(now: number) {
  return and(
    eq(outbox.status, 'waiting'),
    lte(outbox.sendAfter, now),
    or(isNull(outbox.leasedUntil), lt(outbox.leasedUntil, now)),
  );
}

/** The bundles of which another mail will be due in a moment wait, and others do not. */
function isNotGathering(tx: Transaction, now: number) {
  const gathering = tx
    .select({ bundle: outbox.bundle })
    .from(outbox)
    .where(
      and(
        eq(outbox.status, 'waiting'),
        gt(outbox.sendAfter, now),
        lte(outbox.sendAfter, now + GATHERING_MS),
        isNotNull(outbox.bundle),
      ),
    );
  return or(
    isNull(outbox.bundle),
    isNotNull(outbox.leasedUntil),
    lt(outbox.sendAfter, now - GATHERING_LIMIT_MS),
    notInArray(outbox.bundle, gathering),
  );
}

/**
 * The mails that make one letter. What had been leased together stays together: a letter that is
 * sent again after a crash is the same one, and has the same first mail, which gives its name.
 */
async function listMembers(
  tx: Transaction,
  of: Pick<OutboxMail, 'mail' | 'toAddress' | 'leasedUntil'> & { bundle: string },
  now: number,
): Promise<string[]> {
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.bundle, of.bundle),
        eq(outbox.mail, of.mail),
        eq(outbox.toAddress, of.toAddress),
        of.leasedUntil === null
          ? isNull(outbox.leasedUntil)
          : eq(outbox.leasedUntil, of.leasedUntil),
        isDue(now),
      ),
    )
    .orderBy(asc(outbox.id))
    .limit(BUNDLE_LIMIT);
  return rows.map((row) => row.id);
}
