import { and, asc, eq, gt } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { history } from './schema.ts';

export type HistoryEntry = typeof history.$inferSelect;

export async function insertHistory(
  tx: Transaction,
  entry: typeof history.$inferInsert,
): Promise<void> {
  await tx.insert(history).values(entry);
}

export async function listHistory(db: Database, submissionId: string): Promise<HistoryEntry[]> {
  return db
    .select()
    .from(history)
    .where(eq(history.submissionId, submissionId))
    .orderBy(asc(history.version), asc(history.id));
}

/** What happened after the version that a page showed. */
export async function listHistorySince(
  db: Database,
  submissionId: string,
  version: number,
): Promise<HistoryEntry[]> {
  return db
    .select()
    .from(history)
    .where(and(eq(history.submissionId, submissionId), gt(history.version, version)))
    .orderBy(asc(history.version));
}
