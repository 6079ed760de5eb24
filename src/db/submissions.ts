import { and, asc, desc, eq, gt, sql } from './drizzle.ts';
import { NotFound } from '../domain/errors.ts';
import type { Content, Submitter } from '../domain/kinds/content.ts';
import type { SubmissionContext } from '../domain/submission-types.ts';
import type { Database, Transaction } from './connection.ts';
import { contributors, revisions, submissions } from './schema.ts';

export type Submission = typeof submissions.$inferSelect;
export type NewSubmission = typeof submissions.$inferInsert;
export type Revision = typeof revisions.$inferSelect;
export type Contributor = typeof contributors.$inferSelect;
export async function findSubmission(db: Database, id: string): Promise<Submission | undefined> {
  const [row] = await db.select().from(submissions).where(eq(submissions.id, id));
  return row;
}

export async function loadSubmission(db: Database, id: string): Promise<Submission> {
  const row = await findSubmission(db, id);
  if (row === undefined) throw new NotFound(`submission ${id}`);
  return row;
}

/**
 * Loads a submission and keeps others from changing it until the transaction ends. An update that
 * changes nothing is the one lock that both engines have; it comes first wherever several rows are
 * written, so that two transactions never wait for each other in turn.
 */
export async function lockSubmission(tx: Transaction, id: string): Promise<Submission> {
  const [row] = await tx
    .update(submissions)
    .set({ version: sql`${submissions.version}` })
    .where(eq(submissions.id, id))
    .returning();
  if (row === undefined) throw new NotFound(`submission ${id}`);
  return row;
}

export async function findByReference(
  db: Database,
  reference: string,
): Promise<Submission | undefined> {
  const [row] = await db.select().from(submissions).where(eq(submissions.reference, reference));
  return row;
}

export async function findByIdempotencyKey(
  db: Database,
  key: string,
): Promise<Submission | undefined> {
  const [row] = await db.select().from(submissions).where(eq(submissions.idempotencyKey, key));
  return row;
}

/** `false`: the same form arrived at the same moment and was quicker. */
export async function insertSubmission(
  tx: Transaction,
  submission: NewSubmission,
  content: Content,
  submitter: Submitter,
): Promise<boolean> {
  const rows = await tx
    .insert(submissions)
    .values(submission)
    .onConflictDoNothing({ target: submissions.idempotencyKey })
    .returning({ id: submissions.id });
  if (rows.length === 0) return false;
  await insertRevision(tx, {
    submissionId: submission.id,
    number: 1,
    content,
    by: { kind: 'contributor' },
    createdAt: submission.createdAt,
  });
  await tx.insert(contributors).values({
    submissionId: submission.id,
    ...submitter,
    email: submitter.email.toLowerCase(),
    consentAt: submission.createdAt,
  });
  return true;
}

/** Saves over the version that was read. `false`: somebody was quicker. */
export async function saveSubmission(
  tx: Transaction,
  id: string,
  version: number,
  changes: Partial<NewSubmission>,
): Promise<boolean> {
  const rows = await tx
    .update(submissions)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(submissions.id, id), eq(submissions.version, version)))
    .returning({ id: submissions.id });
  return rows.length === 1;
}

/** The machine's view of a row. */
export function toContext(row: Submission): SubmissionContext {
  return {
    review: row.review,
    publication: row.publication,
    promotion: row.promotion,
    freshness: row.freshness,
    kind: row.kind,
    districtId: row.districtId,
    confirmed: row.confirmed,
    claimedBy: row.claimedBy,
    waitingSince: row.waitingSince,
    escalated: row.escalated,
    revision: row.revision,
    endsAt: row.endsAt,
    approvedRevision: row.approvedRevision,
    approvedEndsAt: row.approvedEndsAt,
    publishAt: row.publishAt,
    promotedUntil: row.promotedUntil,
    confirmedAt: row.confirmedAt,
    undo: row.undo,
  };
}

export async function insertRevision(tx: Transaction, revision: Revision): Promise<void> {
  await tx.insert(revisions).values(revision);
}

export async function loadContent(
  db: Database,
  submissionId: string,
  number: number,
): Promise<Content> {
  const [row] = await db
    .select({ content: revisions.content })
    .from(revisions)
    .where(and(eq(revisions.submissionId, submissionId), eq(revisions.number, number)));
  if (row === undefined) throw new NotFound(`revision ${String(number)} of ${submissionId}`);
  return row.content;
}

export async function listRevisions(db: Database, submissionId: string): Promise<Revision[]> {
  return db
    .select()
    .from(revisions)
    .where(eq(revisions.submissionId, submissionId))
    .orderBy(asc(revisions.number));
}

export async function findContributor(
  db: Database,
  submissionId: string,
): Promise<Contributor | undefined> {
  const [row] = await db
    .select()
    .from(contributors)
    .where(eq(contributors.submissionId, submissionId));
  return row;
}

/** All submissions under one confirmed address, newest first. */
export async function listSubmissionsOf(
  db: Database,
  email: string,
  limit = 50,
): Promise<Submission[]> {
  const rows = await db
    .select({ submission: submissions })
    .from(contributors)
    .innerJoin(submissions, eq(submissions.id, contributors.submissionId))
    .where(eq(contributors.email, email.toLowerCase()))
    .orderBy(desc(submissions.createdAt))
    .limit(limit);
  return rows.map((row) => row.submission);
}

/** The same page by page, from the oldest on: those whose id comes after the last one's. */
export async function listSubmissionsAfter(
  db: Database,
  email: string,
  lastId: string,
  limit: number,
): Promise<Submission[]> {
  const rows = await db
    .select({ submission: submissions })
    .from(contributors)
    .innerJoin(submissions, eq(submissions.id, contributors.submissionId))
    .where(and(eq(contributors.email, email.toLowerCase()), gt(submissions.id, lastId)))
    .orderBy(asc(submissions.id))
    .limit(limit);
  return rows.map((row) => row.submission);
}
