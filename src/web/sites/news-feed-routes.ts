import { Router, type Request, type Response } from 'express';
import { listNews } from '../../db/queries/articles.ts';
import { toNewsEntry } from '../../feeds/article-entry.ts';
import { writeFeed } from '../../feeds/syndication.ts';
import { contextOf, oneValue } from '../context.ts';
import { feedFrame } from '../feed-frame.ts';
import { kept } from '../keep.ts';
import type { WebParts } from '../parts.ts';
import { NEWS_FORMATS, newsFeedRoute, type NewsFormat } from '../paths.ts';
import { FEED_SIZE, feedFileName, setFeedHead } from './feed-head.ts';

/** What the offices write, for feed readers. */
export function newsFeedRoutes(parts: WebParts): Router {
  const router = Router();
  for (const format of NEWS_FORMATS) {
    router.get(newsFeedRoute(format), kept('site'), (req, res) =>
      sendNews(parts, format, req, res),
    );
  }
  return router;
}

async function sendNews(
  parts: WebParts,
  format: NewsFormat,
  req: Request,
  res: Response,
): Promise<void> {
  const context = contextOf(res);
  const { words, paths, site, city, siteOrigin } = context;
  const after = oneValue(req.query, 'ab') || undefined;
  const { news, next } = await listNews(parts.db.read, { districtId: site?.id }, FEED_SIZE, after);
  const feed = (ab: string | undefined) => siteOrigin + paths.newsFeed(format, { ab });
  const frame = feedFrame(context, parts);
  setFeedHead(res, format, feedFileName(paths.newsFeed(format), site?.slug));
  res.send(
    await writeFeed(
      format,
      {
        title: `${site?.shortName ?? city.names.name}: ${words.t('article.title.news')}`,
        description: words.t('article.lead.news'),
        language: words.language,
        url: siteOrigin + paths.articles('news'),
        self: feed(after),
        next: next === undefined ? undefined : feed(next),
      },
      news.map((row) => toNewsEntry(row, frame)),
    ),
  );
}
