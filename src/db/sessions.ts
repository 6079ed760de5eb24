import { eq, lt } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { sessions } from './schema.ts';

type SessionData = Record<string, unknown>;

export async function readSession(
  db: Database,
  idHash: string,
  now: number,
): Promise<SessionData | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.idHash, idHash));
  return row !== undefined && row.expiresAt > now ? row.data : undefined;
}

export async function writeSession(
  tx: Transaction,
  row: typeof sessions.$inferInsert,
): Promise<void> {
  await tx
    .insert(sessions)
    .values(row)
    .onConflictDoUpdate({
      target: sessions.idHash,
      set: { data: row.data, expiresAt: row.expiresAt, accountId: row.accountId ?? null },
    });
}

export async function deleteSession(tx: Transaction, idHash: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.idHash, idHash));
}

export async function sweepSessions(tx: Transaction, now: number): Promise<void> {
  await tx.delete(sessions).where(lt(sessions.expiresAt, now));
}
