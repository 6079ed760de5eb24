import type { Database } from '../connection.ts';
import { STATUTORY_PAGES } from '../../domain/articles.ts';
import { and, asc, eq, gt, inArray, notInArray } from '../drizzle.ts';
import { articles, publishedItems } from '../schema.ts';
import type { Found } from './search-hits.ts';

const ROWS_AT_ONCE = 100;

const isLiveItem = eq(publishedItems.state, 'live');
/** What the law asks for stands on every page and is not looked for. */
const isLiveArticle = and(
  eq(articles.state, 'live'),
  notInArray(articles.slug, [...STATUTORY_PAGES]),
);

/**
 * Everything that is live, of one district or of all, a few at a time: items, then articles, each in
 * the order of its id.
 */
export async function* listFindable(db: Database, districtId?: string): AsyncGenerator<Found[]> {
  const isItemOf = districtId === undefined ? undefined : eq(publishedItems.districtId, districtId);
  const isArticleOf = districtId === undefined ? undefined : eq(articles.districtId, districtId);
  for (let last = ''; ;) {
    const rows = await db
      .select()
      .from(publishedItems)
      .where(and(isLiveItem, isItemOf, gt(publishedItems.submissionId, last)))
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
      .where(and(isLiveArticle, isArticleOf, gt(articles.id, last)))
      .orderBy(asc(articles.id))
      .limit(ROWS_AT_ONCE);
    if (rows.length === 0) break;
    yield rows.map((row) => ({ kind: 'article', row }));
    last = rows.at(-1)?.id ?? last;
  }
}

/** What is live of some submissions and articles. */
export async function listFindableOf(db: Database, ids: readonly string[]): Promise<Found[]> {
  const items = await db
    .select()
    .from(publishedItems)
    .where(and(isLiveItem, inArray(publishedItems.submissionId, [...ids])));
  const texts = await db
    .select()
    .from(articles)
    .where(and(isLiveArticle, inArray(articles.id, [...ids])));
  return [
    ...items.map((row) => ({ kind: 'item', row }) as const),
    ...texts.map((row) => ({ kind: 'article', row }) as const),
  ];
}
