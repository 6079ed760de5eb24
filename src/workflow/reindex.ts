import { deleteAllDocuments } from '../db/search.ts';
import { listFindable } from '../db/queries/findable.ts';
import { indexArticle } from './index-article.ts';
import { indexItem } from './index-item.ts';
import type { WorkflowParts } from './parts.ts';

/**
 * Makes everything live findable anew, and nothing else: after a change of what is indexed, or where
 * somebody worked in the database by hand. Meanwhile the search finds what is done so far. Gives how
 * many there are.
 */
export async function reindex(
  parts: Pick<WorkflowParts, 'db' | 'zone' | 'now'>,
  progress: (done: number, total: number) => void,
): Promise<number> {
  const { db, zone } = parts;
  const total = await db.transact(deleteAllDocuments);
  let done = 0;
  for await (const batch of listFindable(db.read)) {
    await db.transact(async (tx) => {
      for (const one of batch) {
        if (one.kind === 'item') await indexItem(tx, one.row, zone, parts.now());
        else await indexArticle(tx, one.row);
      }
    });
    done += batch.length;
    progress(done, Math.max(done, total));
  }
  progress(done, done);
  return done;
}
