import { eq, inArray } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { mailMarks } from './schema.ts';

/** How the reason begins where a letter had been taken and came back later. */
export const RETURNED = 'returned: ';

/** What is remembered about an address: that it wants no reminders, or takes no mail. */
export type MailMark = typeof mailMarks.$inferSelect;

export async function findMailMark(db: Database, digest: string): Promise<MailMark | undefined> {
  const [row] = await db.select().from(mailMarks).where(eq(mailMarks.addressDigest, digest));
  return row;
}

/** The marks of many addresses at once, by digest. */
export async function listMailMarks(
  db: Database,
  digests: readonly string[],
): Promise<Map<string, MailMark>> {
  if (digests.length === 0) return new Map();
  const rows = await db
    .select()
    .from(mailMarks)
    .where(inArray(mailMarks.addressDigest, [...new Set(digests)]));
  return new Map(rows.map((row) => [row.addressDigest, row]));
}

type Change = Partial<Omit<MailMark, 'addressDigest'>>;

/** Changes what is remembered; an address of which nothing is left to remember has no row. */
export async function changeMailMark(
  tx: Transaction,
  digest: string,
  change: Change,
): Promise<void> {
  const fresh = { addressDigest: digest, noReminders: false, bouncedAt: null, bounceReason: '' };
  const [row] = await tx
    .insert(mailMarks)
    .values({ ...fresh, ...change })
    .onConflictDoUpdate({ target: mailMarks.addressDigest, set: change })
    .returning();
  if (row !== undefined && !row.noReminders && row.bouncedAt === null) {
    await tx.delete(mailMarks).where(eq(mailMarks.addressDigest, digest));
  }
}
