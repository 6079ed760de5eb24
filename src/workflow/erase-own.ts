import { discardDraftsOf } from '../db/drafts.ts';
import { deleteLettersTo } from '../db/outbox.ts';
import { listSubmissionsOf } from '../db/submissions.ts';
import { NotFound } from '../domain/errors.ts';
import { advanceSubmission } from './advance-submission.ts';
import type { WorkflowParts } from './parts.ts';

const AT_ONCE = 100;

/**
 * Erases everything under one address: all submissions, also more than one page shows, drafts with
 * their files, and the letters that listed them. What the address was invited to belongs to others.
 */
export async function eraseOwn(parts: WorkflowParts, email: string): Promise<void> {
  for (;;) {
    const submissions = await listSubmissionsOf(parts.db.read, email, AT_ONCE);
    if (submissions.length === 0) break;
    for (const { id } of submissions) {
      const command = { type: 'erase' } as const;
      await advanceSubmission(parts, { submissionId: id, command, by: 'contributor' }).catch(
        (error: unknown) => {
          // Pressed twice: the other turn was here first.
          if (!(error instanceof NotFound)) throw error;
        },
      );
    }
  }
  await parts.db.transact(async (tx) => {
    await discardDraftsOf(tx, email);
    await deleteLettersTo(tx, email, ['ownSubmissions', 'draftSaved', 'draftReminder']);
  });
}
