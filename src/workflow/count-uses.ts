import { consumeAll, type Counted } from '../db/rate-limits.ts';
import type { WorkflowParts } from './parts.ts';

/** Counts what was asked for, also where it comes to nothing later. Throws `TooFast`. */
export async function countUses(
  parts: Pick<WorkflowParts, 'db' | 'now'>,
  counted: readonly Counted[],
): Promise<void> {
  await parts.db.transact((tx) => consumeAll(tx, counted, parts.now()));
}
