import { Router, type Response } from 'express';
import { listAddresses, listPageStarts } from '../../db/queries/site-map-items.ts';
import { listNews } from '../../db/queries/articles.ts';
import { STATUTORY_PAGES } from '../../domain/articles.ts';
import { NotFound } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import { writeSiteMap, writeSiteMapIndex, type MappedPage } from '../../feeds/site-map.ts';
import { DEFAULT_LANGUAGE, LANGUAGES } from '../../locales/languages.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import { homeSiteOf } from '../home-of.ts';
import { kept } from '../keep.ts';
import type { WebParts } from '../parts.ts';
import {
  ARTICLE_PATHS,
  canonicalPath,
  itemPath,
  newsPath,
  languagePrefix,
  LIST_PATHS,
  listPrivateAreas,
  ROUTES,
  siteMapPath,
} from '../paths.ts';
import { sendChunks } from '../send-chunks.ts';

/** The standard takes 50,000, but no file over 50 MB, and each address is here in six languages. */
const ADDRESSES_PER_MAP = 10_000;
const BATCH = 500;

/** What search engines find, and what they need not look for. */
export function siteMapRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.robots, kept('places'), (_req, res) => {
    res.type('text').send(writeRobots(parts.baseUrl));
  });
  router.get(ROUTES.siteMap, kept(), async (_req, res) => {
    const urls = [siteMapPath('pages')];
    const { news } = await listNews(parts.db.read, {}, 1);
    if (news.length > 0) urls.push(siteMapPath('news'));
    for (const kind of KINDS) {
      const starts = await listPageStarts(parts.db.read, kind, ADDRESSES_PER_MAP);
      urls.push(...starts.map((start) => siteMapPath(kind, start)));
    }
    await sendXml(res, await writeSiteMapIndex(urls.map((path) => parts.baseUrl + path)));
  });
  router.get(ROUTES.siteMapPart, kept(), async (req, res) => {
    const part = String(req.params['part']);
    const pages = findPart(parts, contextOf(res), part, oneValue(req.query, 'ab') || undefined);
    const map = pages === undefined ? undefined : await writeSiteMap(pages);
    if (map === undefined) throw new NotFound('site map');
    await sendXml(res, map);
  });
  return router;
}

function findPart(parts: WebParts, context: Context, part: string, after: string | undefined) {
  if (part === 'pages') return listPages(parts, context);
  if (part === 'news') return listNewsPages(parts, context);
  const kind = KINDS.find((one) => one === part);
  return kind === undefined ? undefined : listItemPages(parts, context, kind, after);
}

async function sendXml(res: Response, chunks: AsyncGenerator<string>): Promise<void> {
  res.set('Content-Type', 'application/xml; charset=utf-8');
  await sendChunks(res, chunks);
}

function writeRobots(baseUrl: string): string {
  const areas = LANGUAGES.flatMap(({ code }) => listPrivateAreas(languagePrefix(code)));
  return [
    'User-agent: *',
    ...areas.map((area) => `Disallow: ${area}`),
    '',
    `Sitemap: ${baseUrl}${ROUTES.siteMap}`,
    '',
  ].join('\n');
}

/** One page under all its languages; German stands for whoever reads none of them. */
function mapPage(parts: WebParts, site: string, path: string, changedAt?: number): MappedPage {
  const urlIn = (language: string) => parts.baseUrl + canonicalPath(language, site, path);
  const languages = LANGUAGES.map(({ code }) => ({ lang: code, url: urlIn(code) }));
  const main = urlIn(DEFAULT_LANGUAGE);
  return {
    url: main,
    languages: [...languages, { lang: 'x-default', url: main }],
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}

function* listPages(parts: WebParts, { city }: Context): Generator<MappedPage> {
  const paths = [
    ROUTES.landing,
    ...Object.values(LIST_PATHS),
    ...Object.values(ARTICLE_PATHS),
    ...STATUTORY_PAGES.map((name) => `${ARTICLE_PATHS.page}/${name}`),
  ];
  for (const site of ['', ...city.districts.map(({ slug }) => slug)]) {
    for (const path of paths) yield mapPage(parts, site, path);
  }
}

async function* listItemPages(
  parts: WebParts,
  { city }: Context,
  kind: Kind,
  start: string | undefined,
): AsyncGenerator<MappedPage> {
  let after = start;
  for (let sent = 0; sent < ADDRESSES_PER_MAP; sent += BATCH) {
    const rows = await listAddresses(parts.db.read, kind, BATCH, after);
    for (const { slug, districtId, changedAt } of rows) {
      yield mapPage(parts, homeSiteOf(city, districtId), itemPath(kind, slug), changedAt);
    }
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.sortKey;
  }
}

/** Offices write a few a week: what one map holds is enough for years. */
async function* listNewsPages(parts: WebParts, { city }: Context): AsyncGenerator<MappedPage> {
  let after: string | undefined;
  for (let sent = 0; sent < ADDRESSES_PER_MAP; sent += BATCH) {
    const { news, next } = await listNews(parts.db.read, {}, BATCH, after);
    for (const { slug, districtId, changedAt } of news) {
      yield mapPage(parts, homeSiteOf(city, districtId), newsPath(slug), changedAt);
    }
    if (next === undefined) return;
    after = next;
  }
}
