import { Router, type Request, type Response } from 'express';
import type { Article } from '../../db/articles.ts';
import { findLiveNews, findLivePage, listNews, listPages } from '../../db/queries/articles.ts';
import { findStatutoryPage, type ArticleKind } from '../../domain/articles.ts';
import { NotFound } from '../../domain/errors.ts';
import { contextOf, oneValue } from '../context.ts';
import { homeOfNews } from '../home-of.ts';
import { kept } from '../keep.ts';
import type { WebParts } from '../parts.ts';
import { ARTICLE_PATHS } from '../paths.ts';
import { presentArticle, presentNewsLine } from '../present-article.ts';
import { sendPage } from '../render.ts';
import { newsForMachines } from './for-machines.ts';
import { showStatutoryPage } from './statutory-page.ts';

const PAGE_SIZE = 20;
const OTHERS = 3;

/** News and background pages: what an office writes itself. */
export function articleRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ARTICLE_PATHS.news, kept('site'), (req, res) => showNews(parts, req, res));
  router.get(`${ARTICLE_PATHS.news}/:slug`, kept('site'), async (req, res) => {
    await showArticle(parts, res, await findNews(parts, req, res));
  });
  router.get(ARTICLE_PATHS.page, kept('site'), (_req, res) => showPages(parts, res));
  router.get(`${ARTICLE_PATHS.page}/:slug`, kept('site'), async (req, res) => {
    const statutory = findStatutoryPage(String(req.params['slug']));
    if (statutory !== undefined) await showStatutoryPage(parts, res, statutory);
    else await showArticle(parts, res, await findPage(parts, req, res));
  });
  return router;
}

async function showNews(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, site, paths } = context;
  const after = oneValue(req.query, 'ab') || undefined;
  const { news, next } = await listNews(parts.db.read, { districtId: site?.id }, PAGE_SIZE, after);
  sendPage(res, 'sites/articles', {
    ...frameOf('news', words.t('article.title.news')),
    ...newsForMachines(context),
    description: words.t('article.lead.news'),
    lines: news.map((row) => presentNewsLine(context, parts.zone, row)),
    isFirst: after === undefined,
    nextUrl: next === undefined ? '' : paths.articles('news', { ab: next }),
  });
}

async function showPages(parts: WebParts, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, site, city } = context;
  const pages = await listPages(parts.db.read, (site ?? city.portal).id);
  sendPage(res, 'sites/articles', {
    ...frameOf('page', words.t('article.title.page')),
    description: words.t('article.lead.page'),
    lines: pages.map((row) => presentNewsLine(context, parts.zone, row)),
    isFirst: true,
    nextUrl: '',
  });
}

const frameOf = (kind: ArticleKind, title: string) => ({
  kind,
  title,
  current: kind,
});

/** A district's site shows its own news only, as it does with items. */
async function findNews(parts: WebParts, req: Request, res: Response): Promise<Article> {
  const { site } = contextOf(res);
  const article = await findLiveNews(parts.db.read, String(req.params['slug']));
  if (article === undefined || (site !== undefined && site.id !== article.districtId)) {
    throw new NotFound('news');
  }
  return article;
}

async function findPage(parts: WebParts, req: Request, res: Response): Promise<Article> {
  const { site, city } = contextOf(res);
  const id = (site ?? city.portal).id;
  const article = await findLivePage(parts.db.read, id, String(req.params['slug']));
  if (article === undefined) throw new NotFound('page');
  return article;
}

async function showArticle(parts: WebParts, res: Response, article: Article): Promise<void> {
  const context = contextOf(res);
  const { paths, site, city } = context;
  const { kind, id, districtId } = article;
  const read = parts.db.read;
  const near =
    kind === 'news'
      ? (await listNews(read, { districtId: site?.id ?? districtId }, OTHERS + 1)).news
      : await listPages(read, districtId);
  sendPage(res, 'sites/article', {
    title: article.title,
    description: article.summary,
    current: kind,
    ...(kind === 'news' ? { canonical: homeOfNews(city, article) } : {}),
    item: presentArticle(context, parts.zone, article),
    others: near
      .filter((row) => row.id !== id)
      .slice(0, kind === 'news' ? OTHERS : undefined)
      .map((row) => presentNewsLine(context, parts.zone, row)),
    withDistrict: false,
    reportUrl: paths.report(`${kind}/${article.slug}`),
  });
}
