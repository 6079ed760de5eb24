import { deleteAllDocuments } from '../db/search.ts';
import type { Transaction } from '../db/connection.ts';
import { listFindable, listFindableOf } from '../db/queries/findable.ts';
import type { Found } from '../db/queries/search-hits.ts';
import { indexArticle } from './index-article.ts';
import { indexItem } from './index-item.ts';
import type { WorkflowParts } from './parts.ts';

type Parts = Pick<WorkflowParts, 'db' | 'zone' | 'now'>;

/**
 * Makes everything live findable anew, and nothing else: after a change of what is indexed, or where
 * somebody worked in the database by hand. Meanwhile the search finds what is done so far. Gives how
 * many there are.
 */
export async function reindex(
  parts: Parts,
  progress: (done: number, total: number) => void,
): Promise<number> {
  const { db } = parts;
  const total = await db.transact(deleteAllDocuments);
  let done = 0;
  for await (const batch of listFindable(db.read)) {
    await db.transact((tx) => indexAll(tx, batch, parts));
    done += batch.length;
    progress(done, Math.max(done, total));
  }
  progress(done, done);
  return done;
}

/** For what is found by its district's name, after that has changed. */
export async function reindexDistrict(parts: Parts, districtId: string): Promise<void> {
  for await (const batch of listFindable(parts.db.read, districtId)) {
    await parts.db.transact((tx) => indexAll(tx, batch, parts));
  }
}

/** For submissions and articles that stand in another district now; what is not live is passed over. */
export async function indexMoved(
  tx: Transaction,
  ids: readonly string[],
  parts: Pick<Parts, 'zone' | 'now'>,
): Promise<void> {
  await indexAll(tx, await listFindableOf(tx, ids), parts);
}

async function indexAll(
  tx: Transaction,
  found: readonly Found[],
  { zone, now }: Pick<Parts, 'zone' | 'now'>,
): Promise<void> {
  for (const one of found) {
    if (one.kind === 'item') await indexItem(tx, one.row, zone, now());
    else await indexArticle(tx, one.row);
  }
}
