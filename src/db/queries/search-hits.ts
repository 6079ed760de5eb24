import { ARTICLE_KINDS } from '../../domain/articles.ts';
import type { Candidate } from '../../domain/search/rank.ts';
import type { Database } from '../connection.ts';
import { and, gt, inArray, min } from '../drizzle.ts';
import type { PublishedItem } from '../published-items.ts';
import { articles, occurrences, publishedItems, searchDocuments } from '../schema.ts';

type Article = typeof articles.$inferSelect;

/** What the index keeps under these numbers, as it is ranked. */
export async function loadCandidates(
  db: Database,
  numbers: readonly number[],
  now: number,
): Promise<Candidate[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .select()
    .from(searchDocuments)
    .where(inArray(searchDocuments.number, [...numbers]));
  const events = rows.filter(({ source }) => source === 'event').map(({ sourceId }) => sourceId);
  const next = await listNextEnds(db, events, now);
  return rows.map((row) => ({ ...row, freshAt: next.get(row.sourceId) ?? row.freshAt }));
}

/** When the next date of each event will be over: a series was written long ago and is near all the same. */
async function listNextEnds(
  db: Database,
  events: readonly string[],
  now: number,
): Promise<Map<string, number>> {
  if (events.length === 0) return new Map();
  const rows = await db
    .select({ id: occurrences.submissionId, endsAt: min(occurrences.endsAt) })
    .from(occurrences)
    .where(and(inArray(occurrences.submissionId, [...events]), gt(occurrences.endsAt, now)))
    .groupBy(occurrences.submissionId);
  return new Map(rows.map(({ id, endsAt }) => [id, endsAt ?? now]));
}

/** What a hit is shown by. */
export type Found =
  | { readonly kind: 'item'; readonly row: PublishedItem }
  | { readonly kind: 'article'; readonly row: Article };

/** The items and articles of some hits, in their order. What went off its site meanwhile is left out. */
export async function loadFound(db: Database, hits: readonly Candidate[]): Promise<Found[]> {
  const ids = (isArticle: boolean) =>
    hits.filter(({ source }) => isArticleKind(source) === isArticle).map((hit) => hit.sourceId);
  const [itemIds, articleIds] = [ids(false), ids(true)];
  const items =
    itemIds.length === 0
      ? []
      : await db.select().from(publishedItems).where(inArray(publishedItems.submissionId, itemIds));
  const texts =
    articleIds.length === 0
      ? []
      : await db.select().from(articles).where(inArray(articles.id, articleIds));
  const byId = new Map<string, Found>([
    ...items.map((row) => [row.submissionId, { kind: 'item', row }] as const),
    ...texts.map((row) => [row.id, { kind: 'article', row }] as const),
  ]);
  return hits.flatMap(({ sourceId }) => byId.get(sourceId) ?? []);
}

function isArticleKind(source: Candidate['source']): boolean {
  return ARTICLE_KINDS.some((kind) => kind === source);
}
