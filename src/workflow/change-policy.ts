import { savePolicy } from '../db/policy.ts';
import type { Policy } from '../domain/submission-types.ts';
import type { WorkflowParts } from './parts.ts';

/** What the administrator decides about the workflow; it holds from the next event on. */
export async function changePolicy(
  parts: Pick<WorkflowParts, 'db'>,
  policy: Policy,
): Promise<void> {
  await parts.db.transact((tx) => savePolicy(tx, policy));
}
