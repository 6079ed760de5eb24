import { and, asc, desc, eq, inArray, isNull, lt, lte, or } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import { outbox } from './schema.ts';

export type OutboxMail = typeof outbox.$inferSelect;
export type NewMail = Omit<
  typeof outbox.$inferInsert,
  'status' | 'attempts' | 'leasedUntil' | 'lastError' | 'sentAt'
>;

export async function putInOutbox(tx: Transaction, mails: readonly NewMail[]): Promise<void> {
  if (mails.length === 0) return;
  await tx
    .insert(outbox)
    .values(mails.map((mail) => ({ ...mail, status: 'waiting' as const, attempts: 0 })));
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

/** Leases the mails that are due, so that of several processes one sends each. */
export async function leaseDueMails(
  tx: Transaction,
  now: number,
  leaseMilliseconds: number,
  limit: number,
): Promise<OutboxMail[]> {
  const due = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.status, 'waiting'),
        lte(outbox.sendAfter, now),
        or(isNull(outbox.leasedUntil), lt(outbox.leasedUntil, now)),
      ),
    )
    .orderBy(asc(outbox.sendAfter), asc(outbox.id))
    .limit(limit);
  if (due.length === 0) return [];
  return tx
    .update(outbox)
    .set({ leasedUntil: now + leaseMilliseconds })
    .where(
      and(
        inArray(
          outbox.id,
          due.map((row) => row.id),
        ),
        // Another process may have sent it since it was found.
        eq(outbox.status, 'waiting'),
        or(isNull(outbox.leasedUntil), lt(outbox.leasedUntil, now)),
      ),
    )
    .returning();
}

/** What was sent forgets the one key that it carried; what is only kept must stay readable. */
export async function markSent(
  tx: Transaction,
  mail: Pick<OutboxMail, 'id' | 'data'>,
  status: 'sent' | 'kept',
  now: number,
): Promise<void> {
  await tx
    .update(outbox)
    .set({
      status,
      sentAt: now,
      leasedUntil: null,
      lastError: null,
      ...(status === 'sent' && 'token' in mail.data ? { data: { ...mail.data, token: '' } } : {}),
    })
    .where(eq(outbox.id, mail.id));
}

/** Notes a failed attempt: the next one is at `sendAfter`; without it the mail has failed for good. */
export async function markFailed(
  tx: Transaction,
  mail: OutboxMail,
  error: string,
  sendAfter: number | null,
): Promise<void> {
  await tx
    .update(outbox)
    .set({
      status: sendAfter === null ? 'failed' : 'waiting',
      attempts: mail.attempts + 1,
      lastError: error,
      leasedUntil: null,
      ...(sendAfter === null ? {} : { sendAfter }),
    })
    .where(eq(outbox.id, mail.id));
}

/** Gives failed mails another chance. Gives how many. */
export async function retryFailedMails(tx: Transaction, now: number, id?: string): Promise<number> {
  const rows = await tx
    .update(outbox)
    .set({ status: 'waiting', attempts: 0, sendAfter: now, leasedUntil: null })
    .where(and(eq(outbox.status, 'failed'), id === undefined ? undefined : eq(outbox.id, id)))
    .returning({ id: outbox.id });
  return rows.length;
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

/** Marks everything written before `before` as done with, without sending it: the demo's past. */
export async function settleOutbox(tx: Transaction, before: number): Promise<void> {
  await tx
    .update(outbox)
    .set({ status: 'kept', sentAt: before })
    .where(and(eq(outbox.status, 'waiting'), lte(outbox.createdAt, before)));
}

/** Letters that left long ago: they hold names and addresses, and nobody asks for them any more. */
export async function sweepOutbox(tx: Transaction, before: number): Promise<void> {
  await tx
    .delete(outbox)
    .where(and(inArray(outbox.status, ['sent', 'kept']), lt(outbox.sentAt, before)));
}
