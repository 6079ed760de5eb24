import type { Database } from '../connection.ts';
import { and, asc, eq, gt } from '../drizzle.ts';
import { articles, publishedItems } from '../schema.ts';
import type { Found } from './search-hits.ts';

const ROWS_AT_ONCE = 100;

/** Everything that is live, a few at a time: items, then articles, each in the order of its id. */
export async function* listFindable(db: Database): AsyncGenerator<Found[]> {
  for (let last = ''; ;) {
    const rows = await db
      .select()
      .from(publishedItems)
      .where(and(eq(publishedItems.state, 'live'), gt(publishedItems.submissionId, last)))
      .orderBy(asc(publishedItems.submissionId))
      .limit(ROWS_AT_ONCE);
    if (rows.length === 0) break;
    yield rows.map((row) => ({ kind: 'item', row }));
    last = rows.at(-1)?.submissionId ?? last;
  }
  for (let last = ''; ;) {
    const rows = await db
      .select()
      .from(articles)
      .where(and(eq(articles.state, 'live'), gt(articles.id, last)))
      .orderBy(asc(articles.id))
      .limit(ROWS_AT_ONCE);
    if (rows.length === 0) break;
    yield rows.map((row) => ({ kind: 'article', row }));
    last = rows.at(-1)?.id ?? last;
  }
}
