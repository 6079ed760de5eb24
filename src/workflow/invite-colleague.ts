import { v7 as uuid } from 'uuid';
import {
  acceptParticipant,
  deleteParticipant,
  findParticipant,
  insertParticipant,
  type Participant,
} from '../db/participants.ts';
import { deleteWaitingLetters, putInOutbox } from '../db/outbox.ts';
import { consumeAll, type Counted } from '../db/rate-limits.ts';
import { findContributor, lockSubmission, type Submission } from '../db/submissions.ts';
import { insertHistory } from '../db/history.ts';
import type { Transaction } from '../db/connection.ts';
import { Invalid, NotFound } from '../domain/errors.ts';
import { readColleague } from '../domain/kinds/read-form.ts';
import type { Answers } from '../domain/kinds/read-form.ts';
import { pseudonym } from '../domain/tokens.ts';
import { mailData } from './apply-effects.ts';
import type { WorkflowParts } from './parts.ts';
import { DAY, HOUR } from '../domain/time.ts';

const PER_ADDRESS = { points: 5, perMilliseconds: HOUR };
const LIMIT = { points: 10, perMilliseconds: DAY };

/**
 * Invites a colleague to look after a submission, by a letter with a link of their own. Throws
 * `Invalid`, and `TooFast` after ten invitations a day: nobody fills strangers' postboxes.
 */
export async function inviteColleague(
  parts: WorkflowParts,
  submissionId: string,
  byName: string,
  answers: Answers,
  language: string,
  /** Of the network that it comes from. */
  limits: readonly Counted[],
): Promise<void> {
  const read = readColleague(answers);
  if (!read.ok) throw new Invalid(read.problems);
  const { name, email } = read.value;
  const city = await parts.city();
  const now = parts.now();
  await parts.db.transact(async (tx) => {
    const submission = await lockSubmission(tx, submissionId);
    // Erased a moment ago: no address is written beside it any more.
    if ((await findContributor(tx, submissionId)) === undefined) {
      throw new NotFound(submission.reference);
    }
    const counted = [
      { key: `invite ${submissionId}`, limit: LIMIT },
      // Many submissions together must not fill one stranger's postbox either.
      { key: `invited ${pseudonym(parts.secret, 'invited', email)}`, limit: PER_ADDRESS },
    ];
    await consumeAll(tx, [...counted, ...limits], now);
    const id = uuid({ msecs: now });
    const row = { id, submissionId, name, email, language, invitedAt: now, acceptedAt: null };
    if (!(await insertParticipant(tx, row))) {
      throw new Invalid([{ field: 'colleagueEmail', message: 'colleagueKnown' }]);
    }
    await note(tx, submission, 'invite', byName, now);
    const district = city.byId.get(submission.districtId) ?? city.portal;
    await putInOutbox(tx, [
      {
        id: uuid({ msecs: now }),
        submissionId,
        mail: 'invited',
        toAddress: email,
        toName: name,
        replyTo: district.officeEmail,
        language,
        held: false,
        createdAt: now,
        sendAfter: now,
        data: {
          ...mailData(submission, district, city.names.name),
          participantId: id,
          byName,
        },
      },
    ]);
  });
  parts.mailIsWaiting();
}

/** From now on the letters about the submission go to this colleague, too. */
export async function joinSubmission(parts: WorkflowParts, colleague: Participant): Promise<void> {
  const now = parts.now();
  await parts.db.transact(async (tx) => {
    const submission = await lockSubmission(tx, colleague.submissionId);
    // As it is now: somebody may have removed them, or pressed the button before.
    const row = await findParticipant(tx, colleague.id);
    if (row === undefined) throw new NotFound(submission.reference);
    if (row.acceptedAt !== null) return;
    await acceptParticipant(tx, row, now);
    await note(tx, submission, 'join', colleague.name, now);
  });
}

/** Takes a colleague's link away; whoever was not there is gone already. */
export async function removeColleague(
  parts: WorkflowParts,
  submissionId: string,
  colleagueId: string,
  byName: string,
): Promise<void> {
  const now = parts.now();
  await parts.db.transact(async (tx) => {
    const submission = await lockSubmission(tx, submissionId);
    const colleague = await deleteParticipant(tx, submissionId, colleagueId);
    if (colleague === undefined) return;
    // What still waits would tell somebody who no longer belongs to it.
    await deleteWaitingLetters(tx, submissionId, colleague.email);
    await note(tx, submission, 'leave', byName, now);
  });
}

/** Who looks after it changes no state, so the version stays and no page becomes outdated. */
async function note(
  tx: Transaction,
  submission: Submission,
  event: 'invite' | 'join' | 'leave',
  byName: string,
  now: number,
): Promise<void> {
  await insertHistory(tx, {
    id: uuid({ msecs: now }),
    submissionId: submission.id,
    at: now,
    version: submission.version,
    event,
    by: { kind: 'contributor' },
    byName,
    review: submission.review,
    publication: submission.publication,
    promotion: submission.promotion,
    details: {},
  });
}
