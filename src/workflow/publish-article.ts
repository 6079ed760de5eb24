import { deleteArticle, lockArticle, saveArticle, type Article } from '../db/articles.ts';
import { keepAttachmentFor } from '../db/attachments.ts';
import type { Transaction } from '../db/connection.ts';
import { listArticleMoves, type ArticleMove } from '../domain/articles.ts';
import { NotFound, NotPossible, OutOfDate } from '../domain/errors.ts';
import { mayWriteArticle, type Account } from '../domain/permissions.ts';
import type { WorkflowParts } from './parts.ts';
import { settleArticle } from './settle-article.ts';

interface Request {
  readonly id: string;
  /** The version that the page showed. */
  readonly version: number;
}

type Parts = Pick<WorkflowParts, 'db' | 'now' | 'city' | 'log'>;

/** Puts an article on its site, or takes it off. */
export async function moveArticle(
  parts: Parts,
  by: Account,
  request: Request & { readonly move: ArticleMove },
): Promise<Article> {
  const { portal } = await parts.city();
  const article = await parts.db.transact(async (tx) => {
    const before = await lockForMove(tx, by, portal.id, request, request.move);
    return setArticleState(tx, before, by.id, request.move, parts.now());
  });
  parts.log.info({ article: article.id, state: article.state, by: by.id }, 'article moved');
  return article;
}

/** The new state with all that follows from it. The caller has locked the row and asked permission. */
export async function setArticleState(
  tx: Transaction,
  before: Article,
  byId: string,
  move: ArticleMove,
  now: number,
): Promise<Article> {
  const after: Article = {
    ...before,
    state: move === 'publish' ? 'live' : 'withdrawn',
    version: before.version + 1,
    changedBy: byId,
    changedAt: now,
    // What comes back is no news of today.
    publishedAt: before.publishedAt ?? (move === 'publish' ? now : null),
  };
  await saveArticle(tx, after);
  await settleArticle(tx, after, true, now);
  return after;
}

/** Deletes what is not public; its picture follows with the next sweep. */
export async function removeArticle(parts: Parts, by: Account, request: Request): Promise<void> {
  const { portal } = await parts.city();
  await parts.db.transact(async (tx) => {
    await lockForMove(tx, by, portal.id, request, 'remove');
    await keepAttachmentFor(tx, `article ${request.id}`, '', false);
    await deleteArticle(tx, request.id);
  });
  parts.log.info({ article: request.id, by: by.id }, 'article deleted');
}

async function lockForMove(
  tx: Transaction,
  by: Account,
  portalId: string,
  request: Request,
  move: ArticleMove | 'remove',
): Promise<Article> {
  const article = await lockArticle(tx, request.id);
  if (!mayWriteArticle(by, article, portalId)) throw new NotFound(request.id);
  if (article.version !== request.version) throw new OutOfDate(request.version);
  const possible = listArticleMoves(article.state);
  if (!possible.includes(move)) throw new NotPossible(move, possible);
  return article;
}
