import { readPolicy } from '../db/policy.ts';
import { lockSubmission } from '../db/submissions.ts';
import { listDueTimers, takeTimer, type Timer } from '../db/timers.ts';
import { NotPossible } from '../domain/errors.ts';
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
      if (!(error instanceof NotPossible)) {
        // It stays for the next turn, and the others do not wait for it.
        parts.log.error({ err: error, timer }, 'a timer could not be fired');
        continue;
      }
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
    // The submission before its timer, as people's commands do: or each would wait for the other.
    const submission = await lockSubmission(tx, timer.submissionId);
    if (!(await takeTimer(tx, timer))) return false;
    const event: TimerEvent = {
      type: timer.event as TimerEvent['type'],
      now,
      by: { kind: 'system' },
      policy: await readPolicy(tx, parts.delays),
    };
    await step({ tx, parts, city, now }, submission, event, '');
    return true;
  });
}
