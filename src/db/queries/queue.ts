import type { SQL } from 'drizzle-orm';
import {
  aliasedTable,
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  notExists,
  or,
  sql,
} from '../drizzle.ts';
import type { Account } from '../../domain/permissions.ts';
import type { Kind } from '../../domain/submission-types.ts';
import type { Database } from '../connection.ts';
import { accounts, contributors, submissions } from '../schema.ts';

export const QUEUE_VIEWS = ['open', 'mine', 'waiting', 'overdue', 'stale', 'live', 'done'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

export interface QueueFilter {
  readonly view: QueueView;
  readonly kind: Kind | undefined;
  readonly districtId: string | undefined;
}

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
        ...inView(account, filter.view, now),
        filter.view === 'open' ? isFirstOfBatch() : undefined,
        filter.kind === undefined ? undefined : eq(submissions.kind, filter.kind),
        filter.districtId === undefined ? undefined : eq(submissions.districtId, filter.districtId),
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
        .where(and(...inView(account, view, now)))
        .limit(COUNT_LIMIT + 1)
        .as('some');
      const [row] = await db.select({ count: count() }).from(some);
      return [view, row?.count ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<QueueView, number>;
}

function inView(account: Account, view: QueueView, now: number): (SQL | undefined)[] {
  const isOpen = inArray(submissions.review, ['queued', 'inReview']);
  switch (view) {
    case 'open':
      return [seenBy(account), isOpen];
    case 'mine':
      return [
        seenBy(account),
        eq(submissions.review, 'inReview'),
        eq(submissions.claimedBy, account.id),
      ];
    case 'waiting':
      return [ownDistricts(account), eq(submissions.review, 'changesRequested')];
    case 'overdue':
      return [seenBy(account), isOpen, lt(submissions.dueAt, now)];
    case 'stale':
      return [ownDistricts(account), inArray(submissions.freshness, ['checking', 'unconfirmed'])];
    case 'live':
      return [ownDistricts(account), inArray(submissions.publication, ['live', 'scheduled'])];
    case 'done':
      return [
        ownDistricts(account),
        inArray(submissions.review, ['approved', 'rejected', 'withdrawn', 'expired']),
      ];
  }
}

/**
 * What came in together is one line: the most urgent of it that is open in its district stands for
 * the rest. What came alone is not looked at twice.
 */
function isFirstOfBatch(): SQL | undefined {
  const other = aliasedTable(submissions, 'other');
  return or(
    isNull(submissions.batchId),
    notExists(
      sql`(select 1 from ${submissions} as "other" where ${and(
        eq(other.batchId, submissions.batchId),
        eq(other.districtId, submissions.districtId),
        inArray(other.review, ['queued', 'inReview']),
        or(
          lt(other.dueAt, submissions.dueAt),
          and(eq(other.dueAt, submissions.dueAt), lt(other.id, submissions.id)),
        ),
      )})`,
    ),
  );
}

function ownDistricts(account: Account): SQL {
  return inArray(submissions.districtId, [...account.districtIds]);
}

/** A queue is read through the account's districts; the portal's desk also sees what was left lying. */
function seenBy(account: Account): SQL | undefined {
  return account.isPortalDesk
    ? or(ownDistricts(account), eq(submissions.escalated, true))
    : ownDistricts(account);
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
