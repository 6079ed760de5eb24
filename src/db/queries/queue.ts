import { and, asc, count, desc, eq, inArray, isNotNull, max, min } from '../drizzle.ts';
import type { Account } from '../../domain/permissions.ts';
import type { Database } from '../connection.ts';
import { accounts, batches, contributors, submissions } from '../schema.ts';
import {
  inView,
  isFirstOfBatch,
  matches,
  QUEUE_VIEWS,
  type QueueFilter,
  type QueueView,
} from './queue-views.ts';

/** Past this, a count says "more than": counting a million rows helps nobody to decide. */
export const COUNT_LIMIT = 1_000;

/** One page of the queue of this person, most urgent first where something is to be done. */
export async function listQueue(
  db: Database,
  account: Account,
  filter: QueueFilter,
  now: number,
  limit: number,
  offset: number,
) {
  const order =
    filter.view === 'stale'
      ? [asc(submissions.confirmedAt), asc(submissions.id)]
      : ['live', 'done', 'waiting'].includes(filter.view)
        ? [desc(submissions.changedAt), desc(submissions.id)]
        : [asc(submissions.dueAt), asc(submissions.id)];
  // The page's ids come from the index alone; whole rows are read for them and not for all that is open.
  const page = db
    .select({ id: submissions.id })
    .from(submissions)
    .where(
      and(
        matches(submissions, account, filter, now),
        filter.view === 'open' ? isFirstOfBatch(account, filter, now) : undefined,
      ),
    )
    .orderBy(...order)
    .limit(limit)
    .offset(offset);
  return db
    .select({
      submission: submissions,
      contributorName: contributors.name,
      organisation: contributors.organisation,
      claimedByName: accounts.name,
    })
    .from(submissions)
    .leftJoin(contributors, eq(contributors.submissionId, submissions.id))
    .leftJoin(accounts, eq(accounts.id, submissions.claimedBy))
    .where(inArray(submissions.id, page))
    .orderBy(...order);
}

export type QueueRow = Awaited<ReturnType<typeof listQueue>>[number];

/** How many there are in each view, up to `COUNT_LIMIT`. */
export async function countQueue(
  db: Database,
  account: Account,
  now: number,
): Promise<Record<QueueView, number>> {
  const counts = await Promise.all(
    QUEUE_VIEWS.map(async (view) => {
      const some = db
        .select({ id: submissions.id })
        .from(submissions)
        .where(inView(submissions, account, view, now))
        .limit(COUNT_LIMIT + 1)
        .as('some');
      const [row] = await db.select({ count: count() }).from(some);
      return [view, row?.count ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<QueueView, number>;
}

/** How much of each batch this list has in each district, and with how many people it is. */
export async function countBatches(
  db: Database,
  account: Account,
  filter: QueueFilter,
  now: number,
  ids: readonly string[],
) {
  if (ids.length === 0) return [];
  return db
    .select({
      id: submissions.batchId,
      name: max(batches.name),
      districtId: submissions.districtId,
      open: count(),
      claimed: count(submissions.claimedBy),
      // Both are the same where it is with one person.
      oneClaimant: min(submissions.claimedBy),
      otherClaimant: max(submissions.claimedBy),
    })
    .from(submissions)
    .innerJoin(batches, eq(batches.id, submissions.batchId))
    .where(and(inArray(submissions.batchId, [...ids]), matches(submissions, account, filter, now)))
    .groupBy(submissions.batchId, submissions.districtId);
}

/** Requests for the landing page, the oldest first. */
export async function listPromotionRequests(db: Database, limit = 50) {
  return db
    .select()
    .from(submissions)
    .where(and(eq(submissions.promotion, 'requested'), isNotNull(submissions.approvedRevision)))
    .orderBy(asc(submissions.changedAt))
    .limit(limit);
}
