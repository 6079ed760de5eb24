import type { SQL } from 'drizzle-orm';
import { and, asc, count, desc, eq, inArray, lte, or } from '../drizzle.ts';
import type { Account } from '../../domain/permissions.ts';
import type { Database } from '../connection.ts';
import type { Report } from '../reports.ts';
import { districts, reports } from '../schema.ts';

const COUNT_LIMIT = 100;

/** What maySeeReport says of one row, for a list of them. */
function seenBy(
  db: Database,
  account: Account,
  state: Report['state'],
  now: number,
): SQL | undefined {
  const own = and(inArray(reports.districtId, [...account.districtIds]), eq(reports.state, state));
  if (!account.isPortalDesk || state !== 'open') return own;
  const everywhere = db.select({ id: districts.id }).from(districts);
  return or(
    own,
    and(
      inArray(reports.districtId, everywhere),
      eq(reports.state, 'open'),
      lte(reports.dueAt, now),
    ),
  );
}

/** Reports for this person: open ones by what is due first, answered ones by the last answer. */
export async function listReports(
  db: Database,
  account: Account,
  state: Report['state'],
  now: number,
  limit: number,
  offset = 0,
): Promise<Report[]> {
  return db
    .select()
    .from(reports)
    .where(seenBy(db, account, state, now))
    .orderBy(
      ...(state === 'open'
        ? [asc(reports.dueAt), asc(reports.id)]
        : [desc(reports.decidedAt), desc(reports.id)]),
    )
    .limit(limit)
    .offset(offset);
}

/** How many are open for this person, up to a hundred. */
export async function countOpenReports(
  db: Database,
  account: Account,
  now: number,
): Promise<number> {
  const some = db
    .select({ id: reports.id })
    .from(reports)
    .where(seenBy(db, account, 'open', now))
    .limit(COUNT_LIMIT)
    .as('some');
  const [row] = await db.select({ count: count() }).from(some);
  return row?.count ?? 0;
}

/** Other reports about the same content. */
export async function listReportsAbout(db: Database, subjectId: string): Promise<Report[]> {
  return db
    .select()
    .from(reports)
    .where(eq(reports.subjectId, subjectId))
    .orderBy(desc(reports.createdAt))
    .limit(20);
}
