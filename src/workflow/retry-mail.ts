import { retryFailedMails } from '../db/mail-outcomes.ts';
import type { WorkflowParts } from './parts.ts';

/** Sends a letter that was given up once more. */
export async function retryMail(
  parts: Pick<WorkflowParts, 'db' | 'now' | 'mailIsWaiting'>,
  id: string,
): Promise<void> {
  await parts.db.transact((tx) => retryFailedMails(tx, parts.now(), id));
  parts.mailIsWaiting();
}
