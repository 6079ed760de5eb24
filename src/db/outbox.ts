import { and, desc, eq, inArray, isNull, lt, lte, or } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { outbox } from './schema.ts';

export type OutboxMail = typeof outbox.$inferSelect;
export type NewMail = Omit<
  typeof outbox.$inferInsert,
  'status' | 'attempts' | 'leasedUntil' | 'lastError' | 'sentAt'
>;

/** A letter about many waits this long for the next of them. */
export const GATHERING_MS = 5_000;

export async function putInOutbox(tx: Transaction, mails: readonly NewMail[]): Promise<void> {
  if (mails.length === 0) return;
  await tx.insert(outbox).values(
    mails.map((mail) => ({
      ...mail,
      status: 'waiting' as const,
      attempts: 0,
      // One of many waits a moment for the others.
      sendAfter: mail.bundle ? mail.sendAfter + GATHERING_MS : mail.sendAfter,
    })),
  );
}

/** Takes back what waits out its grace. Gives how many mails that were. */
export async function cancelHeldMails(tx: Transaction, submissionId: string): Promise<number> {
  const rows = await tx
    .delete(outbox)
    .where(
      and(
        eq(outbox.submissionId, submissionId),
        eq(outbox.held, true),
        eq(outbox.status, 'waiting'),
        isNull(outbox.leasedUntil),
      ),
    )
    .returning({ id: outbox.id });
  return rows.length;
}

/** From now on these leave at their time, whatever is undone. */
export async function releaseHeldMails(tx: Transaction, submissionId: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ held: false })
    .where(and(eq(outbox.submissionId, submissionId), eq(outbox.held, true)));
}

export async function listOutbox(
  db: Database,
  status: OutboxMail['status'] | undefined,
  limit = 100,
): Promise<OutboxMail[]> {
  return db
    .select()
    .from(outbox)
    .where(status === undefined ? undefined : eq(outbox.status, status))
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(limit);
}

export async function findMail(db: Database, id: string): Promise<OutboxMail | undefined> {
  const [row] = await db.select().from(outbox).where(eq(outbox.id, id));
  return row;
}

export async function deleteMailsOf(tx: Transaction, submissionId: string): Promise<void> {
  await tx.delete(outbox).where(eq(outbox.submissionId, submissionId));
}

/** Letters about one submission that have not left for this address yet. */
export async function deleteWaitingLetters(
  tx: Transaction,
  submissionId: string,
  address: string,
): Promise<void> {
  await tx
    .delete(outbox)
    .where(
      and(
        eq(outbox.submissionId, submissionId),
        eq(outbox.toAddress, address),
        eq(outbox.status, 'waiting'),
        isNull(outbox.leasedUntil),
      ),
    );
}

/** Letters of these kinds to one address, which belong to no single submission. */
export async function deleteLettersTo(
  tx: Transaction,
  address: string,
  kinds: readonly string[],
): Promise<void> {
  await tx
    .delete(outbox)
    .where(and(eq(outbox.toAddress, address.toLowerCase()), inArray(outbox.mail, [...kinds])));
}

/** Marks everything written before `before` as done with, without sending it: the demo's past. */
export async function settleOutbox(tx: Transaction, before: number): Promise<void> {
  await tx
    .update(outbox)
    .set({ status: 'kept', sentAt: before })
    .where(and(eq(outbox.status, 'waiting'), lte(outbox.createdAt, before)));
}

/** Letters that left long ago: they hold names and addresses, and nobody asks for them any more. */
export async function sweepOutbox(tx: Transaction, before: number): Promise<void> {
  await tx.delete(outbox).where(
    or(
      and(inArray(outbox.status, ['sent', 'kept', 'skipped']), lt(outbox.sentAt, before)),
      // What nobody could bring names a person just the same.
      and(eq(outbox.status, 'failed'), lt(outbox.createdAt, before)),
    ),
  );
}
