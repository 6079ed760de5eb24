import { changeMailMark } from '../db/mail-marks.ts';
import { consumeAll, type Counted } from '../db/rate-limits.ts';
import type { WorkflowParts } from './parts.ts';

/** Whether an address, known only by its digest, gets reminders. Throws `TooFast`. */
export async function changeReminders(
  parts: Pick<WorkflowParts, 'db' | 'now'>,
  digest: string,
  noReminders: boolean,
  limits: readonly Counted[],
): Promise<void> {
  await parts.db.transact(async (tx) => {
    await consumeAll(tx, limits, parts.now());
    await changeMailMark(tx, digest, { noReminders });
  });
}
