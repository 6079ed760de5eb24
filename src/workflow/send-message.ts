import { v7 as uuid } from 'uuid';
import { findContributor, lockSubmission, saveSubmission } from '../db/submissions.ts';
import type { Transaction } from '../db/connection.ts';
import { insertHistory, listHistory } from '../db/history.ts';
import { Invalid, NotFound, OutOfDate } from '../domain/errors.ts';
import { maySee, type Account } from '../domain/permissions.ts';
import { cleanText } from '../domain/text.ts';
import { consume } from '../db/rate-limits.ts';
import { tellAbout } from './apply-effects.ts';
import type { WorkflowParts } from './parts.ts';
import { HOUR } from '../domain/time.ts';

const MAX_LENGTH = 4_000;
const PRESSED_TWICE = 10_000;
const LIMIT = { points: 20, perMilliseconds: HOUR };

/**
 * A message between contributor and office. It changes no state, but it counts as a new version: a
 * decision taken on a page that does not show it would be taken on too little.
 */
export async function sendMessage(
  parts: WorkflowParts,
  submissionId: string,
  by: Account | 'contributor',
  text: string,
  /** A colleague's name, where it was not the contributor who wrote. */
  colleagueName?: string,
): Promise<void> {
  const message = cleanText(text);
  if (message === '') throw new Invalid([{ field: 'message', message: 'messageMissing' }]);
  if (message.length > MAX_LENGTH) {
    throw new Invalid([{ field: 'message', message: 'tooLong', values: { max: MAX_LENGTH } }]);
  }
  const city = await parts.city();
  const now = parts.now();
  await parts.db.transact(async (tx) => {
    const submission = await lockSubmission(tx, submissionId);
    if (by !== 'contributor' && !maySee(by, submission)) throw new NotFound(submission.reference);
    if (by === 'contributor') await consume(tx, `message ${submissionId}`, LIMIT, now);
    const contributor = await findContributor(tx, submissionId);
    // Erased a moment ago: nothing is written about it any more.
    if (contributor === undefined) throw new NotFound(submission.reference);
    const byName = by === 'contributor' ? (colleagueName ?? contributor.name) : by.name;
    if (await wasJustSaid(tx, submissionId, byName, message, now)) return;
    if (!(await saveSubmission(tx, submissionId, submission.version, { changedAt: now }))) {
      throw new OutOfDate(submission.version);
    }
    await insertHistory(tx, {
      id: uuid({ msecs: now }),
      submissionId,
      at: now,
      version: submission.version + 1,
      event: 'message',
      by: by === 'contributor' ? { kind: 'contributor' } : { kind: 'account', id: by.id },
      byName,
      review: submission.review,
      publication: submission.publication,
      promotion: submission.promotion,
      details: { message },
    });
    const occasion = { event: 'message', byName, message };
    await tellAbout(
      { tx, submission, city, zone: parts.zone, now, occasion },
      by === 'contributor' ? 'messageToDesk' : 'messageToContributor',
    );
  });
  parts.mailIsWaiting();
}

/** A button that was pressed twice sends one message. */
async function wasJustSaid(
  tx: Transaction,
  submissionId: string,
  byName: string,
  message: string,
  now: number,
): Promise<boolean> {
  const last = (await listHistory(tx, submissionId)).findLast(({ event }) => event === 'message');
  return (
    last?.details.message === message && last.byName === byName && now - last.at < PRESSED_TWICE
  );
}
