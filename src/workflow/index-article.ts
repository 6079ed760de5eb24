import type { Transaction } from '../db/connection.ts';
import { districtNamesOf } from '../db/place-names.ts';
import { indexDocument } from '../db/search.ts';
import type { articles } from '../db/schema.ts';

type Article = typeof articles.$inferSelect;

/** Called whenever an article goes live or changes while it is; `removeDocument` takes it out again. */
export async function indexArticle(tx: Transaction, article: Article): Promise<void> {
  await indexDocument(tx, {
    source: article.kind,
    sourceId: article.id,
    districtId: article.districtId,
    title: article.title,
    names: await districtNamesOf(tx, article.districtId),
    body: `${article.summary}\n${article.body}`,
    freshAt: article.publishedAt ?? article.changedAt,
  });
}
