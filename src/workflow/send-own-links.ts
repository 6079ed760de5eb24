import { listInvitedTo } from '../db/participants.ts';
import { putInOutbox } from '../db/outbox.ts';
import { consumeAll, type Counted } from '../db/rate-limits.ts';
import { listSubmissionsOf } from '../db/submissions.ts';
import { plainLetter } from './plain-letter.ts';
import type { WorkflowParts } from './parts.ts';

/**
 * A letter with a fresh link to all that was handed in under this address, and to what it was invited
 * to. Whether there is any is not told: only the letter knows. Throws `TooFast`.
 */
export async function sendOwnLinks(
  parts: WorkflowParts,
  email: string,
  language: string,
  limits: readonly Counted[],
): Promise<void> {
  const now = parts.now();
  const city = await parts.city();
  const rows = await listSubmissionsOf(parts.db.read, email);
  const invited = await listInvitedTo(parts.db.read, email);
  await parts.db.transact(async (tx) => {
    await consumeAll(tx, limits, now);
    if (rows.length === 0 && invited.length === 0) return;
    const letter = plainLetter('ownSubmissions', {
      to: email,
      replyTo: city.portal.officeEmail,
      language,
      now,
      data: {
        ...(rows[0] === undefined ? {} : { ownAnchor: rows[0].id }),
        submissions: [
          ...rows.map(({ id, title, reference }) => ({ id, title, reference })),
          ...invited.map(({ participantId, submission }) => ({
            id: submission.id,
            participantId,
            title: submission.title,
            reference: submission.reference,
          })),
        ],
      },
    });
    await putInOutbox(tx, [letter]);
  });
  parts.mailIsWaiting();
}
