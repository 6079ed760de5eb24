import { deleteExpiredDrafts, listDraftsToRemind, markReminded } from '../db/drafts.ts';
import { putInOutbox } from '../db/outbox.ts';
import { draftMail } from './keep-draft.ts';
import type { WorkflowParts } from './parts.ts';

/**
 * Deletes drafts that nobody went on with, and reminds of those that will go in some days. Gives how
 * many there were. Their files follow with `sweepUploads`, which leaves the files of drafts alone.
 */
export async function sweepDrafts(
  parts: Pick<WorkflowParts, 'db' | 'now' | 'city' | 'mailIsWaiting'>,
): Promise<{ deleted: number; reminded: number }> {
  const now = parts.now();
  // First, so that nobody is reminded of what is gone.
  const deleted = await parts.db.transact((tx) => deleteExpiredDrafts(tx, now));
  const city = await parts.city();
  let reminded = 0;
  for (const draft of await listDraftsToRemind(parts.db.read, now)) {
    const isDone = await parts.db.transact(async (tx) => {
      if (!(await markReminded(tx, draft))) return false;
      await putInOutbox(tx, [draftMail('draftReminder', draft, city.portal.officeEmail, now)]);
      return true;
    });
    if (isDone) reminded += 1;
  }
  if (reminded > 0) parts.mailIsWaiting();
  return { deleted: deleted.length, reminded };
}
