import { listLandingOrder, saveLandingOrder } from '../db/published-items.ts';
import { markSitesChanged } from '../db/counters.ts';
import { NotPermitted } from '../domain/errors.ts';
import { mayEditLandingPage, type Account } from '../domain/permissions.ts';
import { moveItem } from '../domain/promotion.ts';
import type { WorkflowParts } from './parts.ts';

/** Moves one promoted item up or down by one place. */
export async function orderLandingPage(
  parts: WorkflowParts,
  by: Account,
  submissionId: string,
  direction: 'up' | 'down',
): Promise<void> {
  if (!mayEditLandingPage(by)) throw new NotPermitted('orderLandingPage');
  await parts.db.transact(async (tx) => {
    const order = (await listLandingOrder(tx)).map((row) => row.submissionId);
    await saveLandingOrder(tx, moveItem(order, submissionId, direction));
    await markSitesChanged(tx);
  });
}
