import { countBatches, type QueueRow } from '../../db/queries/queue.ts';
import type { QueueFilter } from '../../db/queries/queue-views.ts';
import type { Account } from '../../domain/permissions.ts';
import { listAccountNames } from '../../db/accounts.ts';
import type { Context } from '../context.ts';
import type { WebParts } from '../parts.ts';

export interface BatchLine {
  readonly batch: true;
  readonly title: string;
  /** The line is a sentence of ours and no title of theirs. */
  readonly lang: undefined;
  readonly url: string;
  readonly who: string;
}

type Count = Awaited<ReturnType<typeof countBatches>>[number];

/** The lines of the queue that stand for a whole batch, by the submission that they show. */
export async function presentBatchLines(
  context: Context,
  parts: WebParts,
  account: Account,
  filter: QueueFilter,
  rows: readonly QueueRow[],
): Promise<Map<string, BatchLine>> {
  const { words, paths, now } = context;
  const read = parts.db.read;
  const ids = [...new Set(rows.flatMap(({ submission }) => submission.batchId ?? []))];
  const counts = await countBatches(read, account, filter, now, ids);
  const claimants = counts.flatMap((one) => one.oneClaimant ?? []);
  const names = await listAccountNames(read, [...new Set(claimants)]);
  const lines = new Map<string, BatchLine>();
  for (const { submission } of rows) {
    const found = counts.find(
      (one) => one.id === submission.batchId && one.districtId === submission.districtId,
    );
    // What is left alone of a batch is an item like any other.
    if (found?.id == null || found.open < 2) continue;
    lines.set(submission.id, {
      batch: true,
      lang: undefined,
      url: paths.deskBatch(found.id),
      title: words.t('deskBatch.title', {
        count: found.open,
        name: found.name || words.t('deskBatch.unnamed'),
      }),
      who: sayWho(context, account, found, names),
    });
  }
  return lines;
}

/** With whom it is, as a whole or in part: nobody should begin what a colleague is at. */
function sayWho(
  { words }: Context,
  account: Account,
  { open, claimed, oneClaimant, otherClaimant }: Count,
  names: ReadonlyMap<string, string>,
): string {
  if (claimed === 0 || oneClaimant === null) return words.t('queue.free');
  if (oneClaimant !== otherClaimant) return words.t('queue.partlyClaimed', { claimed, open });
  const who =
    oneClaimant === account.id
      ? words.t('queue.claimedByYou')
      : words.t('queue.claimedBy', { name: names.get(oneClaimant) ?? '' });
  return claimed === open ? who : words.t('queue.partlyWith', { claimed, open, who });
}
