import { Router, type Request, type Response } from 'express';
import { findArticle, type Article } from '../../db/articles.ts';
import { findLiveNews, listNews } from '../../db/queries/articles.ts';
import { NotFound } from '../../domain/errors.ts';
import { toJsonNews } from '../../feeds/json-news.ts';
import { contextOf, oneValue } from '../context.ts';
import { feedFrame } from '../feed-frame.ts';
import { kept } from '../keep.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { isId, MOST_AT_ONCE, open, PAGE_SIZE, readCount } from './read-parts.ts';

/** What the offices write, for programs. */
export function newsRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.apiNews, open, kept('site'), (req, res) => sendNews(parts, req, res));
  router.get(ROUTES.apiOneNews, open, kept(), (req, res) => sendOne(parts, req, res));
  return router;
}

async function sendNews(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { site, siteOrigin, paths } = context;
  const limit = readCount(req.query, 'limit', PAGE_SIZE, MOST_AT_ONCE);
  const cursor = oneValue(req.query, 'cursor') || undefined;
  const { news, next } = await listNews(parts.db.read, { districtId: site?.id }, limit, cursor);
  const nextUrl =
    next === undefined ? null : siteOrigin + paths.apiNews({ limit: String(limit), cursor: next });
  if (nextUrl !== null) res.set('Link', `<${nextUrl}>; rel="next"`);
  const frame = feedFrame(context, parts);
  res.json({ items: news.map((row) => toJsonNews(row, frame)), next: nextUrl });
}

async function sendOne(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { site } = context;
  const id = String(req.params['id']);
  const row = isId(id)
    ? await findArticle(parts.db.read, id)
    : await findLiveNews(parts.db.read, id);
  if (row === undefined || !isLiveNews(row) || (site !== undefined && site.id !== row.districtId)) {
    throw new NotFound(id);
  }
  res.json(toJsonNews(row, feedFrame(context, parts)));
}

const isLiveNews = ({ kind, state }: Article) => kind === 'news' && state === 'live';
