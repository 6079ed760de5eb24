import type { Article } from '../db/articles.ts';
import { keepAttachmentFor, moveAttachments } from '../db/attachments.ts';
import type { Transaction } from '../db/connection.ts';
import { markSitesChanged } from '../db/counters.ts';
import { removeDocument } from '../db/search.ts';
import { findStatutoryPage } from '../domain/articles.ts';
import { indexArticle } from './index-article.ts';

/**
 * What follows when an article was written or moved: its picture belongs to its form, wherever it came
 * from, and is public as long as the article is; what is live is found; and where the public sees a
 * difference (`isSeen`), kept pages are made anew.
 */
export async function settleArticle(
  tx: Transaction,
  article: Article,
  isSeen: boolean,
  now: number,
): Promise<void> {
  const { id, image, state, slug, districtId } = article;
  const isLive = state === 'live';
  // What the law asks for stands on every page and is not looked for; the portal's is on all sites.
  const isStatutory = findStatutoryPage(slug) !== undefined;
  if (image !== null) await moveAttachments(tx, [image.id], id, now);
  await keepAttachmentFor(tx, `article ${id}`, image?.id ?? '', isLive);
  if (!isSeen) return;
  if (isLive && !isStatutory) await indexArticle(tx, article);
  else await removeDocument(tx, id);
  await (isStatutory ? markSitesChanged(tx) : markSitesChanged(tx, districtId));
}
