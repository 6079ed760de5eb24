import { findSubmission } from '../db/submissions.ts';
import { listDueTimers, takeTimer, type Timer } from '../db/timers.ts';
import { NotPossible, OutOfDate } from '../domain/errors.ts';
import type { TimerEvent } from '../domain/decide.ts';
import { step } from './advance-submission.ts';
import type { WorkflowParts } from './parts.ts';

const BATCH = 100;

/**
 * Sends every timer that is due back into the machine, each in a transaction of its own. Gives how
 * many fired. Two processes may call it at once: the one that takes the row fires it.
 */
export async function fireTimers(parts: WorkflowParts): Promise<number> {
  let fired = 0;
  const due = await listDueTimers(parts.db.read, parts.now(), BATCH);
  for (const timer of due) {
    try {
      if (await fireTimer(parts, timer)) fired += 1;
    } catch (error) {
      // Somebody else moved it in this very moment: the row is still there for the next turn.
      if (error instanceof OutOfDate) continue;
      if (!(error instanceof NotPossible)) throw error;
      // Its state is gone and the row outlived it: nothing to do, but worth a line.
      parts.log.warn({ timer }, 'dropped a timer whose state is gone');
      await parts.db.transact((tx) => takeTimer(tx, timer));
    }
  }
  if (fired > 0) parts.mailIsWaiting();
  return fired;
}

async function fireTimer(parts: WorkflowParts, timer: Timer): Promise<boolean> {
  const city = await parts.city();
  const now = parts.now();
  return parts.db.transact(async (tx) => {
    if (!(await takeTimer(tx, timer))) return false;
    const submission = await findSubmission(tx, timer.submissionId);
    if (submission === undefined) return false;
    const event: TimerEvent = {
      type: timer.event as TimerEvent['type'],
      now,
      by: { kind: 'system' },
    };
    await step({ tx, parts, city, now }, submission, event, '');
    return true;
  });
}
