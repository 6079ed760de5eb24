import type { Transaction } from '../db/connection.ts';
import { markSitesChanged } from '../db/counters.ts';
import { listHistory } from '../db/history.ts';
import { readPolicy } from '../db/policy.ts';
import { archiveItem } from '../db/published-items.ts';
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
  parts: Pick<WorkflowParts, 'db' | 'machine' | 'delays' | 'zone' | 'now' | 'log'>,
): Promise<number> {
  let upgraded = 0;
  const policy = await readPolicy(parts.db.read, parts.delays);
  for (;;) {
    const ids = await listOutdatedSubmissions(parts.db.read, MACHINE_VERSION, BATCH);
    if (ids.length === 0) break;
    for (const id of ids) {
      await parts.db.transact(async (tx) => {
        const row = await lockSubmission(tx, id);
        if (row.machineVersion >= MACHINE_VERSION) return;
        let textLanguage = guessTextLanguage(row.language);
        for (const revision of await listRevisions(tx, id)) {
          const content = completeContent(revision.content, row.language);
          await saveRevisionContent(tx, revision, content);
          ({ textLanguage } = content);
        }
        const now = parts.now();
        // No event of the machine's own: what happens by itself in its new states happens, as of the
        // day on which somebody last looked at it, so that nothing counts as fresh that is old.
        const looked = await findLastApproval(tx, id);
        const moved = decide(parts.machine, toContext(row), {
          type: 'xstate.after.upgrade',
          now: looked ?? row.changedAt,
          by: { kind: 'system' },
          policy,
        });
        const changes = {
          ...moved?.next,
          textLanguage,
          machineVersion: MACHINE_VERSION,
        };
        await saveUpgraded(tx, id, changes);
        await startTimers(tx, id, moved?.timersToStart ?? [], looked ?? row.changedAt);
        if (row.publication === 'live' || row.publication === 'ended') {
          await publishItem(tx, { ...row, ...changes }, parts.zone, now);
          if (row.publication === 'ended') await archiveItem(tx, id);
          await markSitesChanged(tx, row.districtId);
        }
      });
      upgraded += 1;
    }
  }
  if (upgraded > 0) parts.log.info({ upgraded }, 'brought stored submissions to this release');
  return upgraded;
}

/** When an office last said yes to it, in UTC milliseconds. */
async function findLastApproval(tx: Transaction, id: string): Promise<number | undefined> {
  const entries = await listHistory(tx, id);
  return entries.findLast(({ event }) => APPROVALS.has(event))?.at;
}

const APPROVALS = new Set(['approve', 'schedule', 'publish', 'publicationDate']);
