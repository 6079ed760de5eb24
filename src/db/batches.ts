import { and, asc, eq } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { batches, contributors, revisions, submissions } from './schema.ts';
import type { Submission } from './submissions.ts';

export type Batch = typeof batches.$inferSelect;

/** `false`: it is there already, since the same file was sent twice. */
export async function insertBatch(tx: Transaction, batch: Batch): Promise<boolean> {
  const rows = await tx
    .insert(batches)
    .values(batch)
    .onConflictDoNothing()
    .returning({ id: batches.id });
  return rows.length === 1;
}

export async function findBatch(db: Database, id: string): Promise<Batch | undefined> {
  const [row] = await db.select().from(batches).where(eq(batches.id, id));
  return row;
}

/** Everything that came in with it, the next date first. What was erased belongs to nobody any more. */
export async function listSubmissionsOfBatch(db: Database, batchId: string): Promise<Submission[]> {
  const rows = await db
    .select({ submission: submissions })
    .from(submissions)
    .innerJoin(contributors, eq(contributors.submissionId, submissions.id))
    .where(eq(submissions.batchId, batchId))
    .orderBy(asc(submissions.startsAt), asc(submissions.id));
  return rows.map((row) => row.submission);
}

/** Everything that came in with it, with the newest text of each. */
export async function listBatchContents(db: Database, batchId: string) {
  return db
    .select({ submission: submissions, content: revisions.content })
    .from(submissions)
    .innerJoin(
      revisions,
      and(eq(revisions.submissionId, submissions.id), eq(revisions.number, submissions.revision)),
    )
    .where(eq(submissions.batchId, batchId))
    .orderBy(asc(submissions.startsAt), asc(submissions.id));
}
