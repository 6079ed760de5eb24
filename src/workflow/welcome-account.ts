import { noteSignIn } from '../db/accounts.ts';
import { forgive } from '../db/rate-limits.ts';
import type { WorkflowParts } from './parts.ts';

/** Somebody has shown who they are: the tries before it, counted under `limitKey`, are forgotten. */
export async function welcomeAccount(
  parts: Pick<WorkflowParts, 'db' | 'now'>,
  accountId: string,
  limitKey: string,
): Promise<void> {
  await parts.db.transact(async (tx) => {
    await noteSignIn(tx, accountId, parts.now());
    await forgive(tx, limitKey);
  });
}
