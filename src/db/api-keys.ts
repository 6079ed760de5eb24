import { and, desc, eq, isNull } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { apiKeys } from './schema.ts';

export type ApiKey = typeof apiKeys.$inferSelect;

/** A key that is there already stays as it is. */
export async function insertApiKey(tx: Transaction, row: ApiKey): Promise<void> {
  await tx.insert(apiKeys).values(row).onConflictDoNothing();
}

export async function findApiKeyById(db: Database, id: string): Promise<ApiKey | undefined> {
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
  return row;
}

/** The key with this digest, as long as nobody has revoked it. */
export async function findApiKey(db: Database, keyHash: string): Promise<ApiKey | undefined> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt)));
  return row;
}

export async function listApiKeys(db: Database): Promise<ApiKey[]> {
  return db.select().from(apiKeys).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}

export async function noteKeyUsed(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id));
}

/** What was handed in with it stays; the key itself opens nothing any more. */
export async function revokeApiKey(tx: Transaction, id: string, now: number): Promise<void> {
  await tx
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)));
}
