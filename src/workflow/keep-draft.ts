import { v7 as uuid } from 'uuid';
import {
  deleteDraftOfForm,
  discardDraftOfForm,
  findDraftOfForm,
  putDraft,
  type Draft,
} from '../db/drafts.ts';
import { putInOutbox, type NewMail } from '../db/outbox.ts';
import { consumeAll, type Counted } from '../db/rate-limits.ts';
import { findByIdempotencyKey } from '../db/submissions.ts';
import { Invalid, KeyTaken } from '../domain/errors.ts';
import type { Answers } from '../domain/kinds/read-form.ts';
import type { AccountMail } from '../domain/notices.ts';
import type { Kind } from '../domain/submission-types.ts';
import { plainLetter } from './plain-letter.ts';
import type { WorkflowParts } from './parts.ts';

export interface NewDraft {
  readonly kind: Kind;
  readonly formKey: string;
  /** As they were typed: nothing of it has to be right yet. */
  readonly answers: Answers;
  readonly email: string;
  readonly language: string;
  readonly limits: readonly Counted[];
}

/** Far above any form that a person fills in; a draft must not become a store for strangers. */
const MAX_CHARACTERS = 60_000;

/**
 * Keeps a form that was begun, one row for each form, and mails the link to it: once, and again only
 * when the address is another one. Throws `Invalid` when it is too much, `KeyTaken` when the form was
 * sent meanwhile, `TooFast` beyond the limits.
 */
export async function keepDraft(parts: WorkflowParts, draft: NewDraft): Promise<Draft> {
  const { limits, ...given } = draft;
  if (JSON.stringify(given.answers).length > MAX_CHARACTERS) {
    throw new Invalid([{ field: '', message: 'draftTooLarge' }]);
  }
  const city = await parts.city();
  const now = parts.now();
  const kept = await parts.db.transact(async (tx) => {
    // Sent from another tab in the meantime: a draft of it would only ask about what is done.
    if ((await findByIdempotencyKey(tx, given.formKey)) !== undefined) {
      throw new KeyTaken(given.formKey);
    }
    const earlier = await findDraftOfForm(tx, given.formKey);
    const known = earlier?.email === given.email ? earlier : undefined;
    // Only what sends a letter counts: saving again and again is what a draft is for.
    if (known === undefined) {
      await consumeAll(tx, limits, now);
      // Whoever got the first letter by a slip of the finger must not go on reading.
      await deleteDraftOfForm(tx, given.formKey);
    }
    const row = await putDraft(tx, {
      ...given,
      id: known?.id ?? uuid({ msecs: now }),
      createdAt: earlier?.createdAt ?? now,
      changedAt: now,
      remindAt: now + parts.delays.draftReminder,
      expiresAt: now + parts.delays.draftDeadline,
    });
    if (known === undefined) {
      await putInOutbox(tx, [draftMail('draftSaved', row, city.portal.officeEmail, now)]);
    }
    return row;
  });
  parts.mailIsWaiting();
  return kept;
}

/** The person wants it gone: answers and files. */
export async function discardDraft(parts: WorkflowParts, draft: Draft): Promise<void> {
  await parts.db.transact((tx) => discardDraftOfForm(tx, draft.formKey));
}

/** A mail about a draft. It holds nothing of what was typed: the address is not confirmed. */
export function draftMail(mail: AccountMail, draft: Draft, replyTo: string, now: number): NewMail {
  const { email, language, id, kind, expiresAt } = draft;
  const data = { draftId: id, kind, deadline: expiresAt };
  return plainLetter(mail, { to: email, replyTo, language, now, data });
}
