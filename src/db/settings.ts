import { eq } from './drizzle.ts';
import type { Connection, Database, Transaction } from './connection.ts';
import { settings } from './schema.ts';

export async function readSetting(db: Database, name: string): Promise<unknown> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name));
  return row?.value;
}

/** The stored value; if there is none yet, `value` becomes it. Two processes agree on the first. */
export async function keepSetting(
  connection: Connection,
  name: string,
  value: string,
): Promise<string> {
  await connection.transact(async (tx) => {
    await tx.insert(settings).values({ name, value }).onConflictDoNothing();
  });
  const kept = await readSetting(connection.read, name);
  return typeof kept === 'string' ? kept : value;
}

/** Puts a value in the place of the one before. */
export async function writeSetting(tx: Transaction, name: string, value: unknown): Promise<void> {
  await tx
    .insert(settings)
    .values({ name, value })
    .onConflictDoUpdate({ target: settings.name, set: { value } });
}

/** Set by the demo: this database is nobody's real portal. */
export const DEMO_MARK = 'demo';
