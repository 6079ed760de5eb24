import type { Logger } from 'pino';
import type { Connection, Transaction } from '../db/connection.ts';
import { leaseDueMails } from '../db/due-mails.ts';
import { changeMailMark, findMailMark, RETURNED, type MailMark } from '../db/mail-marks.ts';
import { type OutboxMail } from '../db/outbox.ts';
import { hasArrivedBetween, markFailed, markSent, markSkipped } from '../db/mail-outcomes.ts';
import { BUNDLED_MAILS, REMINDERS } from '../domain/notices.ts';
import { hideAddresses } from '../domain/text.ts';
import { digestAddress } from '../domain/tokens.ts';
import { composeMail, type MailLinks } from './compose.ts';
import { isAboutAddress, isFinal } from './refusals.ts';
import type { MailTransport } from './transport.ts';

interface Parts {
  readonly db: Connection;
  readonly transport: MailTransport;
  readonly links: MailLinks;
  readonly mailFrom: string;
  readonly zone: string;
  readonly secret: string;
  readonly now: () => number;
  readonly log: Logger;
}

const LEASE_MS = 120_000;
// Five connections send at once; with a server that hangs, a batch is still over within its lease.
const BATCH = 10;
const MINUTE = 60_000;
// Together a little over a day: long enough for a mail server's bad weekend night.
const PAUSES = [1, 5, 15, 60, 180, 480, 960].map((minutes) => minutes * MINUTE);
/** Within it a letter that cannot be brought has come back. */
const RETURN_MS = 3 * 1_440 * MINUTE;

/** The mails that one letter tells of, the oldest first: it gives the letter its name. */
type Letter = readonly [OutboxMail, ...OutboxMail[]];

/**
 * Sends what is due in the outbox and gives how many letters left. A crash between sending and
 * noting it sends again, with the same Message-ID, so that the recipient's program can tell.
 */
export async function dispatchMails(parts: Parts): Promise<number> {
  let left = 0;
  for (;;) {
    const mails = await parts.db.transact((tx) => leaseDueMails(tx, parts.now(), LEASE_MS, BATCH));
    // All at once, so that what is noted of them afterwards can share one COMMIT.
    const outcomes = await Promise.all(
      toLetters(mails).map((letter) => dispatchLetter(parts, letter)),
    );
    left += outcomes.filter(Boolean).length;
    if (mails.length === 0) return left;
  }
}

function toLetters(mails: readonly OutboxMail[]): Letter[] {
  const letters = new Map<string, [OutboxMail, ...OutboxMail[]]>();
  for (const mail of mails) {
    const { bundle, mail: kind, toAddress, language } = mail;
    const key =
      bundle !== null && BUNDLED_MAILS.has(kind)
        ? JSON.stringify([bundle, kind, toAddress, language])
        : mail.id;
    const letter = letters.get(key);
    if (letter) letter.push(mail);
    else letters.set(key, [mail]);
  }
  const byAge = (a: OutboxMail, b: OutboxMail) => (a.id < b.id ? -1 : 1);
  return [...letters.values()].map((letter) => letter.sort(byAge));
}

async function dispatchLetter(parts: Parts, letter: Letter): Promise<boolean> {
  const [mail] = letter;
  const digest = digestAddress(parts.secret, mail.toAddress);
  try {
    const mark = await findMailMark(parts.db.read, digest);
    if (mark?.noReminders === true && REMINDERS.has(mail.mail)) {
      await parts.db.transact((tx) => markSkipped(tx, letter, parts.now()));
      return false;
    }
    const composed = composeMail(mail, parts.links, parts.zone, letter);
    const status = await parts.transport.send({
      from: parts.mailFrom,
      to: { name: mail.toName, address: mail.toAddress },
      replyTo: mail.replyTo,
      ...composed,
    });
    await parts.db.transact(async (tx) => {
      await markSent(tx, letter, status, parts.now());
      if (status === 'sent' && mark) await clearBounce(tx, mail.toAddress, mark, parts.now());
    });
    return true;
  } catch (error) {
    await noteFailure(parts, letter, digest, error);
    return false;
  }
}

async function noteFailure(
  parts: Parts,
  letter: Letter,
  digest: string,
  error: unknown,
): Promise<void> {
  const [mail] = letter;
  const reason = error instanceof Error ? error.message : String(error);
  const withoutAddress = hideAddresses(reason).slice(0, 500);
  const pause = isFinal(error)
    ? undefined
    : PAUSES[Math.max(...letter.map((member) => member.attempts))];
  parts.log.warn(
    { mail: mail.id, kind: mail.mail, reason: withoutAddress, final: !pause },
    'mail not sent',
  );
  await parts.db.transact(async (tx) => {
    const now = parts.now();
    await markFailed(tx, letter, reason.slice(0, 500), pause ? now + pause : null);
    if (isAboutAddress(error)) {
      await changeMailMark(tx, digest, { bouncedAt: now, bounceReason: withoutAddress });
    }
  });
}

/**
 * Whoever said no at the door has now said yes. Where the letter had come back later, its being
 * taken says nothing yet: only when one before it has stayed away long enough is the address good.
 */
async function clearBounce(
  tx: Transaction,
  address: string,
  mark: MailMark,
  now: number,
): Promise<void> {
  if (mark.bouncedAt === null) return;
  const cameBack = mark.bounceReason.startsWith(RETURNED);
  if (cameBack && !(await hasArrivedBetween(tx, address, mark.bouncedAt, now - RETURN_MS))) return;
  await changeMailMark(tx, mark.addressDigest, { bouncedAt: null, bounceReason: '' });
}
