import { and, eq, gt, inArray, lt } from './drizzle.ts';
import type { Database, Transaction } from './connection.ts';
import type { OutboxMail } from './outbox.ts';
import { outbox } from './schema.ts';

/** What was sent forgets the one key that it carried; what is only kept must stay readable. */
export async function markSent(
  tx: Transaction,
  mails: readonly Pick<OutboxMail, 'id' | 'data'>[],
  status: 'sent' | 'kept',
  now: number,
): Promise<void> {
  await tx
    .update(outbox)
    .set({ status, sentAt: now, leasedUntil: null, lastError: null })
    .where(inArray(outbox.id, idsOf(mails)));
  if (status === 'kept') return;
  for (const { id, data } of mails.filter((mail) => 'token' in mail.data)) {
    await tx
      .update(outbox)
      .set({ data: { ...data, token: '' } })
      .where(eq(outbox.id, id));
  }
}

const idsOf = (mails: readonly { id: string }[]): string[] => mails.map((mail) => mail.id);

/** Notes a failed attempt: the next one is at `sendAfter`; without it the letter has failed for good. */
export async function markFailed(
  tx: Transaction,
  mails: readonly Pick<OutboxMail, 'id' | 'attempts'>[],
  error: string,
  sendAfter: number | null,
): Promise<void> {
  await tx
    .update(outbox)
    .set({
      status: sendAfter === null ? 'failed' : 'waiting',
      attempts: Math.max(...mails.map((mail) => mail.attempts)) + 1,
      lastError: error,
      leasedUntil: null,
      ...(sendAfter === null ? {} : { sendAfter }),
    })
    .where(inArray(outbox.id, idsOf(mails)));
}

/** Not sent, because the reader had asked for no more of this kind. */
export async function markSkipped(
  tx: Transaction,
  mails: readonly Pick<OutboxMail, 'id'>[],
  now: number,
): Promise<void> {
  await tx
    .update(outbox)
    .set({ status: 'skipped', sentAt: now, leasedUntil: null, lastError: null })
    .where(inArray(outbox.id, idsOf(mails)));
}

/** Notes that a letter came back: all mails that it told of have failed. Gives how many. */
export async function markReturned(
  tx: Transaction,
  mail: OutboxMail,
  error: string,
): Promise<number> {
  const rows = await tx
    .update(outbox)
    .set({ status: 'failed', lastError: error })
    .where(
      and(
        eq(outbox.status, 'sent'),
        mail.bundle === null || mail.sentAt === null
          ? eq(outbox.id, mail.id)
          : and(
              eq(outbox.bundle, mail.bundle),
              eq(outbox.mail, mail.mail),
              eq(outbox.toAddress, mail.toAddress),
              eq(outbox.sentAt, mail.sentAt),
            ),
      ),
    )
    .returning({ id: outbox.id });
  return rows.length;
}

/** Did a letter to this address leave between two moments, and never come back? */
export async function hasArrivedBetween(
  db: Database,
  address: string,
  from: number,
  until: number,
): Promise<boolean> {
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.toAddress, address),
        eq(outbox.status, 'sent'),
        gt(outbox.sentAt, from),
        lt(outbox.sentAt, until),
      ),
    )
    .limit(1);
  return rows.length > 0;
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
