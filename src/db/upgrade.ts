import { and, asc, eq, lt } from './drizzle.ts';
import type { Content } from '../domain/kinds/content.ts';
import type { Database, Transaction } from './connection.ts';
import { revisions, submissions } from './schema.ts';
import type { NewSubmission, Revision } from './submissions.ts';

/** Submissions that an earlier release stored and nobody has brought to this one yet. */
export async function listOutdatedSubmissions(
  db: Database,
  machineVersion: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(lt(submissions.machineVersion, machineVersion))
    .orderBy(asc(submissions.id))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** A revision never changes for people; only the shape in which it is stored does. */
export async function saveRevisionContent(
  tx: Transaction,
  { submissionId, number }: Revision,
  content: Content,
): Promise<void> {
  await tx
    .update(revisions)
    .set({ content })
    .where(and(eq(revisions.submissionId, submissionId), eq(revisions.number, number)));
}

/** Saves without a new version: nothing happened that a page would have to show. */
export async function saveUpgraded(
  tx: Transaction,
  id: string,
  changes: Partial<NewSubmission>,
): Promise<void> {
  await tx.update(submissions).set(changes).where(eq(submissions.id, id));
}
