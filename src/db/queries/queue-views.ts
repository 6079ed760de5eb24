import type { SQL } from 'drizzle-orm';
import { aliasedTable, and, eq, inArray, isNull, lt, notExists, or, sql } from '../drizzle.ts';
import type { Account } from '../../domain/permissions.ts';
import type { Kind } from '../../domain/submission-types.ts';
import { submissions } from '../schema.ts';

export const QUEUE_VIEWS = ['open', 'mine', 'waiting', 'overdue', 'stale', 'live', 'done'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

export interface QueueFilter {
  readonly view: QueueView;
  readonly kind: Kind | undefined;
  readonly districtId: string | undefined;
}

type Rows = typeof submissions;

/** What this person sees in a view, of the kind and the district that were chosen. */
export function matches(
  rows: Rows,
  account: Account,
  filter: QueueFilter,
  now: number,
): SQL | undefined {
  return and(
    inView(rows, account, filter.view, now),
    filter.kind === undefined ? undefined : eq(rows.kind, filter.kind),
    filter.districtId === undefined ? undefined : eq(rows.districtId, filter.districtId),
  );
}

export function inView(
  rows: Rows,
  account: Account,
  view: QueueView,
  now: number,
): SQL | undefined {
  const isOpen = inArray(rows.review, ['queued', 'inReview']);
  switch (view) {
    case 'open':
      return and(seenBy(rows, account), isOpen);
    case 'mine':
      return and(
        seenBy(rows, account),
        eq(rows.review, 'inReview'),
        eq(rows.claimedBy, account.id),
      );
    case 'waiting':
      return and(ownDistricts(rows, account), eq(rows.review, 'changesRequested'));
    case 'overdue':
      return and(seenBy(rows, account), isOpen, lt(rows.dueAt, now));
    case 'stale':
      return and(ownDistricts(rows, account), inArray(rows.freshness, ['checking', 'unconfirmed']));
    case 'live':
      return and(ownDistricts(rows, account), inArray(rows.publication, ['live', 'scheduled']));
    case 'done':
      return and(
        ownDistricts(rows, account),
        inArray(rows.review, ['approved', 'rejected', 'withdrawn', 'expired']),
      );
  }
}

/**
 * What came in together is one line for each district: the most urgent of it that this very list
 * shows stands for the rest of it. What came alone is not looked at twice.
 */
export function isFirstOfBatch(
  account: Account,
  filter: QueueFilter,
  now: number,
): SQL | undefined {
  const other = aliasedTable(submissions, 'other');
  return or(
    isNull(submissions.batchId),
    notExists(
      sql`(select 1 from ${submissions} as "other" where ${and(
        eq(other.batchId, submissions.batchId),
        eq(other.districtId, submissions.districtId),
        matches(other, account, filter, now),
        or(
          lt(other.dueAt, submissions.dueAt),
          and(eq(other.dueAt, submissions.dueAt), lt(other.id, submissions.id)),
        ),
      )})`,
    ),
  );
}

function ownDistricts(rows: Rows, account: Account): SQL {
  return inArray(rows.districtId, [...account.districtIds]);
}

/** A queue is read through the account's districts; the portal's desk also sees what was left lying. */
function seenBy(rows: Rows, account: Account): SQL | undefined {
  return account.isPortalDesk
    ? or(ownDistricts(rows, account), eq(rows.escalated, true))
    : ownDistricts(rows, account);
}
