import type { Logger } from 'pino';
import type { Connection } from '../db/connection.ts';
import { leaseDueMails, markFailed, markSent, type OutboxMail } from '../db/outbox.ts';
import { composeMail, type MailLinks } from './compose.ts';
import type { MailTransport } from './transport.ts';

interface Parts {
  readonly db: Connection;
  readonly transport: MailTransport;
  readonly links: MailLinks;
  readonly mailFrom: string;
  readonly zone: string;
  readonly now: () => number;
  readonly log: Logger;
}

const LEASE_MS = 120_000;
// Five connections send at once; with a server that hangs, a batch is still over within its lease.
const BATCH = 10;
const MINUTE = 60_000;
// Together a little over a day: long enough for a mail server's bad weekend night.
const PAUSES = [1, 5, 15, 60, 180, 480, 960].map((minutes) => minutes * MINUTE);

/**
 * Sends what is due in the outbox and gives how many letters left. A crash between sending and
 * noting it sends again, with the same Message-ID, so that the recipient's program can tell.
 */
export async function dispatchMails(parts: Parts): Promise<number> {
  let left = 0;
  for (;;) {
    const mails = await parts.db.transact((tx) => leaseDueMails(tx, parts.now(), LEASE_MS, BATCH));
    // All at once, so that what is noted of them afterwards can share one COMMIT.
    const outcomes = await Promise.all(mails.map((mail) => dispatchMail(parts, mail)));
    left += outcomes.filter(Boolean).length;
    if (mails.length < BATCH) return left;
  }
}

async function dispatchMail(parts: Parts, mail: OutboxMail): Promise<boolean> {
  try {
    const composed = composeMail(mail, parts.links, parts.zone);
    const status = await parts.transport.send({
      from: parts.mailFrom,
      to: { name: mail.toName, address: mail.toAddress },
      replyTo: mail.replyTo,
      ...composed,
    });
    await parts.db.transact((tx) => markSent(tx, mail, status, parts.now()));
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const pause = isFinal(error) ? undefined : PAUSES[mail.attempts];
    parts.log.warn({ mail: mail.id, kind: mail.mail, reason, final: !pause }, 'mail not sent');
    await parts.db.transact((tx) =>
      markFailed(tx, mail, reason.slice(0, 500), pause ? parts.now() + pause : null),
    );
    return false;
  }
}

/** RFC 5321: a reply that begins with 5 is a refusal for good, one with 4 is for now. */
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  // A wrong password in the settings is refused with 535, and is no fault of the letter.
  if (code === 'EAUTH') return false;
  return typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
}
