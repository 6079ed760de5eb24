import { Router, type Response } from 'express';
import { listAddresses, listPageStarts } from '../../db/queries/feed-items.ts';
import { NotFound } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import { writeSiteMap, writeSiteMapIndex, type MappedPage } from '../../feeds/site-map.ts';
import { LANGUAGES } from '../../locales/languages.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import {
  createPaths,
  languagePrefix,
  listPrivateAreas,
  ROUTES,
  siteMapPath,
  SITE_PREFIX,
  STATUTORY_PAGES,
  type Paths,
} from '../paths.ts';
import { sendChunks } from '../send-chunks.ts';

/** The standard takes 50,000, but no file over 50 MB, and each address is here in six languages. */
const ADDRESSES_PER_MAP = 10_000;
const BATCH = 500;

/** What search engines find, and what they need not look for. */
export function siteMapRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.robots, (_req, res) => {
    res.type('text').send(writeRobots(parts.baseUrl));
  });
  router.get(ROUTES.siteMap, async (_req, res) => {
    const urls = [siteMapPath('pages')];
    for (const kind of KINDS) {
      const starts = await listPageStarts(parts.db.read, kind, ADDRESSES_PER_MAP);
      urls.push(...starts.map((start) => siteMapPath(kind, start)));
    }
    await sendXml(res, await writeSiteMapIndex(urls.map((path) => parts.baseUrl + path)));
  });
  router.get(ROUTES.siteMapPart, async (req, res) => {
    const { part } = req.params;
    const kind = KINDS.find((one) => one === part);
    if (kind === undefined && part !== 'pages') throw new NotFound('site map');
    const after = oneValue(req.query, 'ab') || undefined;
    const pages =
      kind === undefined
        ? listPages(parts, contextOf(res))
        : listItemPages(parts, contextOf(res), kind, after);
    await sendXml(res, await writeSiteMap(pages));
  });
  return router;
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
function mapPage(
  parts: WebParts,
  site: string,
  of: (paths: Paths) => string,
  changedAt?: number,
): MappedPage {
  const sitePrefix = site === '' ? '' : `${SITE_PREFIX}/${site}`;
  const urlIn = (language: string) =>
    parts.baseUrl +
    of(createPaths({ languagePrefix: languagePrefix(language), sitePrefix, portalOrigin: '' }));
  const languages = LANGUAGES.map(({ code }) => ({ lang: code, url: urlIn(code) }));
  return {
    url: urlIn('de'),
    languages: [...languages, { lang: 'x-default', url: urlIn('de') }],
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- both lists are read alike
async function* listPages(parts: WebParts, { city }: Context): AsyncGenerator<MappedPage> {
  for (const site of ['', ...city.districts.map(({ slug }) => slug)]) {
    yield mapPage(parts, site, (paths) => paths.home());
    for (const kind of KINDS) yield mapPage(parts, site, (paths) => paths.list(kind));
    for (const name of STATUTORY_PAGES) yield mapPage(parts, site, (paths) => paths.page(name));
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
      const district = city.byId.get(districtId);
      const site = district?.kind === 'district' ? district.slug : '';
      yield mapPage(parts, site, (paths) => paths.item(kind, slug), changedAt);
    }
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.sortKey;
  }
}
