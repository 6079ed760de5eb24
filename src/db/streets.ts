import { eq } from './drizzle.ts';
import type { Transaction } from './connection.ts';
import { stadtteile, streetRanges } from './schema.ts';

const ROWS_AT_ONCE = 500;

/** Replaces the imported directory as a whole; the facts that ship with the program stay. */
export async function replaceDirectory(
  tx: Transaction,
  rows: readonly (typeof streetRanges.$inferInsert)[],
  onProgress: (done: number) => void,
): Promise<void> {
  await tx.delete(streetRanges).where(eq(streetRanges.source, 'directory'));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await tx.insert(streetRanges).values(rows.slice(start, start + ROWS_AT_ONCE));
    onProgress(Math.min(start + ROWS_AT_ONCE, rows.length));
  }
}

export async function listStadtteilCodes(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.select({ code: stadtteile.code }).from(stadtteile);
  return new Set(rows.map((row) => row.code));
}
