import { listOutdatedSubmissions, saveRevisionContent, saveUpgraded } from '../db/upgrade.ts';
import { listRevisions, lockSubmission, toContext } from '../db/submissions.ts';
import { startTimers } from '../db/timers.ts';
import { decide } from '../domain/decide.ts';
import { completeContent, guessTextLanguage } from '../domain/kinds/complete-content.ts';
import { MACHINE_VERSION } from '../domain/submission-machine.ts';
import { publishItem } from './publish-item.ts';
import type { WorkflowParts } from './parts.ts';

const BATCH = 200;

/**
 * Brings what an earlier release stored to the shape of this one: texts get the answers that were
 * not asked then, the machine moves to the states that it did not have, and what is public is
 * written to its site anew. A start that breaks off in the middle goes on where it stopped; a second
 * process does the same without harm.
 */
export async function upgradeStored(
  parts: Pick<WorkflowParts, 'db' | 'machine' | 'zone' | 'now' | 'log'>,
): Promise<number> {
  let upgraded = 0;
  for (;;) {
    const ids = await listOutdatedSubmissions(parts.db.read, MACHINE_VERSION, BATCH);
    if (ids.length === 0) break;
    for (const id of ids) {
      await parts.db.transact(async (tx) => {
        const row = await lockSubmission(tx, id);
        if (row.machineVersion >= MACHINE_VERSION) return;
        for (const revision of await listRevisions(tx, id)) {
          await saveRevisionContent(tx, revision, completeContent(revision.content, row.language));
        }
        const now = parts.now();
        // No event of the machine's own: what happens by itself in its new states happens now.
        const moved = decide(parts.machine, toContext(row), {
          type: 'xstate.after.upgrade',
          now,
          by: { kind: 'system' },
        });
        const changes = {
          ...moved?.next,
          textLanguage: guessTextLanguage(row.language),
          machineVersion: MACHINE_VERSION,
        };
        await saveUpgraded(tx, id, changes);
        await startTimers(
          tx,
          (moved?.timersToStart ?? []).map((timer) => ({
            submissionId: id,
            timerId: timer.id,
            event: timer.event,
            dueAt: now + timer.delay,
          })),
        );
        if (row.publication === 'live') {
          await publishItem(tx, { ...row, ...changes }, parts.zone, now);
        }
      });
      upgraded += 1;
    }
  }
  if (upgraded > 0) parts.log.info({ upgraded }, 'brought stored submissions to this release');
  return upgraded;
}
