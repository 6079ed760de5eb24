import { countOpenInBatches } from '../../db/batches.ts';
import type { QueueRow } from '../../db/queries/queue.ts';
import type { Context } from '../context.ts';
import type { WebParts } from '../parts.ts';

export interface BatchLine {
  readonly batch: true;
  readonly title: string;
  readonly url: string;
}

/** The lines of the queue that stand for a whole batch, by the submission that they show. */
export async function presentBatchLines(
  context: Context,
  parts: WebParts,
  rows: readonly QueueRow[],
): Promise<Map<string, BatchLine>> {
  const ids = rows.flatMap(({ submission }) => submission.batchId ?? []);
  const counts = await countOpenInBatches(parts.db.read, [...new Set(ids)]);
  const lines = new Map<string, BatchLine>();
  for (const { submission } of rows) {
    const found = counts.find(
      (one) => one.id === submission.batchId && one.districtId === submission.districtId,
    );
    // What is left alone of a batch is an item like any other.
    if (found === undefined || found.open < 2) continue;
    lines.set(submission.id, {
      batch: true,
      url: context.paths.deskBatch(found.id),
      title: context.words.t('deskBatch.title', {
        count: found.open,
        name: found.name || context.words.t('deskBatch.unnamed'),
      }),
    });
  }
  return lines;
}
