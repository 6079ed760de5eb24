import { eq } from './drizzle.ts';
import type { Transaction } from './connection.ts';
import { listHistory } from './history.ts';
import {
  attachments,
  contributors,
  history,
  participants,
  revisions,
  submissions,
  subscriptionItems,
} from './schema.ts';
import type { Submission } from './submissions.ts';

/**
 * Takes the person out of a submission, and the text too where it was never public. Files without
 * a submission are removed by the next sweep.
 */
export async function erasePrivateData(tx: Transaction, submission: Submission): Promise<void> {
  await erasePeople(tx, submission.id);
  if (submission.approvedRevision === null) await eraseText(tx, submission);
}

/** Takes out the person and every text, also what was public. The reference and the dates stay. */
export async function eraseEverything(tx: Transaction, submission: Submission): Promise<void> {
  await erasePeople(tx, submission.id);
  await eraseText(tx, submission);
}

async function erasePeople(tx: Transaction, submissionId: string): Promise<void> {
  await tx.delete(contributors).where(eq(contributors.submissionId, submissionId));
  await tx.delete(participants).where(eq(participants.submissionId, submissionId));
  const entries = await listHistory(tx, submissionId);
  for (const entry of entries) {
    if (entry.by.kind !== 'contributor' && entry.details.message === undefined) continue;
    const { message: _, ...details } = entry.details;
    await tx
      .update(history)
      .set({ details, ...(entry.by.kind === 'contributor' ? { byName: '' } : {}) })
      .where(eq(history.id, entry.id));
  }
}

async function eraseText(tx: Transaction, submission: Submission): Promise<void> {
  await tx.delete(revisions).where(eq(revisions.submissionId, submission.id));
  await tx.delete(subscriptionItems).where(eq(subscriptionItems.submissionId, submission.id));
  await tx
    .update(submissions)
    .set({ title: submission.reference, slug: submission.reference.toLowerCase() })
    .where(eq(submissions.id, submission.id));
  await tx
    .update(attachments)
    .set({ submissionId: null, createdAt: 0 })
    .where(eq(attachments.submissionId, submission.id));
}
