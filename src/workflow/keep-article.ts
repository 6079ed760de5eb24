import {
  findArticle,
  insertArticle,
  isSlugTaken,
  lockArticle,
  saveArticle,
  type Article,
} from '../db/articles.ts';
import type { Transaction } from '../db/connection.ts';
import { countUp } from '../db/counters.ts';
import { findStatutoryPage, type ArticleKind } from '../domain/articles.ts';
import { NotFound, NotPossible, OutOfDate } from '../domain/errors.ts';
import type { Picture } from '../domain/kinds/content.ts';
import { mayWriteArticle, type Account } from '../domain/permissions.ts';
import { renderArticle } from '../domain/rich-text.ts';
import { slugify } from '../domain/text.ts';
import type { WorkflowParts } from './parts.ts';
import { settleArticle } from './settle-article.ts';

/** What is written into the form of an article, checked before. */
export interface ArticleText {
  readonly title: string;
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
  readonly language: string;
  readonly image: Picture | null;
  readonly position: number;
}

export interface ArticleRequest {
  /** The key of its form, so that a form sent twice makes one article. */
  readonly id: string;
  readonly kind: ArticleKind;
  readonly districtId: string;
  /** Only for a page that the law asks for, whose address is given. */
  readonly statutory?: string;
  /** The version that the form showed; without it, it is a new one. */
  readonly version?: number;
  readonly text: ArticleText;
}

type Parts = Pick<WorkflowParts, 'db' | 'now' | 'city' | 'log'>;

/** Keeps a new article as a draft, or the new words of one. What is live changes at once. */
export async function keepArticle(
  parts: Parts,
  by: Account,
  request: ArticleRequest,
): Promise<Article> {
  const { portal } = await parts.city();
  const now = parts.now();
  const article = await parts.db.transact(async (tx) => {
    if (request.version === undefined) return begin(tx, by, request, portal.id, now);
    const before = await lockArticle(tx, request.id);
    if (!mayWriteArticle(by, before, portal.id)) throw new NotFound(request.id);
    if (before.version !== request.version) throw new OutOfDate(request.version);
    const after: Article = {
      ...before,
      ...request.text,
      html: renderArticle(request.text.body),
      // Nobody has the address of what was never public.
      slug: before.publishedAt === null ? await slugFor(tx, request, before) : before.slug,
      version: before.version + 1,
      changedBy: by.id,
      changedAt: now,
    };
    await saveArticle(tx, after);
    await settleArticle(tx, after, after.state === 'live', now);
    return after;
  });
  // There is no history of articles; who changed what last stands in the row, the rest in the log.
  parts.log.info({ article: article.id, version: article.version, by: by.id }, 'article kept');
  return article;
}

async function begin(
  tx: Transaction,
  by: Account,
  request: ArticleRequest,
  portalId: string,
  now: number,
): Promise<Article> {
  const { id, kind, districtId, text } = request;
  // One after the other, so that two of the same title do not take the same address.
  await countUp(tx, 'articles');
  const known = await findArticle(tx, id);
  if (known !== undefined) return known;
  const slug = await slugFor(tx, request);
  if (!mayWriteArticle(by, { districtId, slug }, portalId)) throw new NotFound(districtId);
  const article: Article = {
    id,
    kind,
    state: 'draft',
    districtId,
    slug,
    ...text,
    html: renderArticle(text.body),
    version: 1,
    createdBy: by.id,
    createdAt: now,
    changedBy: by.id,
    changedAt: now,
    publishedAt: null,
  };
  await insertArticle(tx, article);
  await settleArticle(tx, article, false, now);
  return article;
}

async function slugFor(
  tx: Transaction,
  { id, kind, statutory, text, ...request }: ArticleRequest,
  before?: Article,
): Promise<string> {
  if (before !== undefined && findStatutoryPage(before.slug) !== undefined) return before.slug;
  const districtId = before?.districtId ?? request.districtId;
  const plain = statutory ?? slugify(text.title);
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? plain : `${plain}-${String(number)}`;
    // A page of one's own does not stand in the place of one that the law asks for.
    const isReserved = statutory === undefined && findStatutoryPage(slug) !== undefined;
    if (!isReserved && !(await isSlugTaken(tx, { id, kind, districtId, slug }))) return slug;
    // Of these a site has one; a colleague was quicker.
    if (statutory !== undefined) throw new NotPossible('keep', []);
  }
}
