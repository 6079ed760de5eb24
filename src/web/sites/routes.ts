import { Router, type Request, type Response } from 'express';
import { listEventDates } from '../../db/queries/event-dates.ts';
import { findItem, listItems } from '../../db/queries/sites.ts';
import { NotFound } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import type { District } from '../../db/places.ts';
import type { PublishedItem } from '../../db/published-items.ts';
import { formatDay } from '../../locales/formats.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { canonicalPath, homeOfItem, LIST_PATHS, ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { readFilter, SPANS } from '../portal-filter.ts';
import { showFormer, showHome } from './home.ts';
import { showLanding } from './landing.ts';
import { groupByDay, presentLine, presentPublished } from './pages.ts';

const PAGE_SIZE = 30;

/** The landing page, each district's site, and their lists and items. */
export function siteRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.landing, (_req, res) => {
    const { site, successors } = contextOf(res);
    if (successors.length > 0) return showFormer(res);
    return site === undefined ? showLanding(parts, res) : showHome(parts, res, site);
  });
  for (const kind of KINDS) {
    router.get(LIST_PATHS[kind], (req, res) => showList(parts, req, res, kind));
    router.get(`${LIST_PATHS[kind]}/:slug`, (req, res) => showItem(parts, req, res, kind));
  }
  // Whatever else was at the address of a district that was split: where to look now.
  router.use((_req, res, next) => {
    if (contextOf(res).successors.length > 0) showFormer(res);
    else next();
  });
  return router;
}

async function showList(parts: WebParts, req: Request, res: Response, kind: Kind): Promise<void> {
  const context = contextOf(res);
  const { words, site, now, city, paths } = context;
  const filter = readFilter(kind, req.query, { city, now, zone: parts.zone });
  const after = oneValue(req.query, 'ab') || undefined;
  const { facets, stretch, given } = filter;
  const read = parts.db.read;
  const wanted = { districtId: site?.id, facets };
  const { items, next } =
    kind === 'event'
      ? await listEventDates(
          read,
          { ...wanted, notOverAt: stretch?.from ?? now, beginsBefore: stretch?.to },
          PAGE_SIZE,
          after,
        )
      : await listItems(read, { ...wanted, kind }, PAGE_SIZE, after);
  const lines = items.map((row) => presentLine(context, parts.zone, row, stretch?.from));
  sendPage(res, 'sites/list', {
    title: words.t(`list.${kind}.title`),
    current: kind,
    kind,
    lines,
    days: kind === 'event' ? groupByDay(lines) : [],
    span: given['wann'] ?? '',
    spans: kind === 'event' ? listSpans(context, given['wann']) : [],
    isFirst: after === undefined,
    nextUrl: next === undefined ? '' : paths.list(kind, { ...given, ab: next }),
  });
}

function listSpans(context: Context, current: string | undefined) {
  const { words, paths } = context;
  const all = {
    url: paths.list('event'),
    label: words.t('span.all'),
    current: current === undefined,
  };
  return [
    all,
    ...SPANS.map((span) => ({
      url: paths.list('event', { wann: span }),
      label: words.t(`span.${span}`),
      current: span === current,
    })),
  ];
}

async function showItem(parts: WebParts, req: Request, res: Response, kind: Kind): Promise<void> {
  const context = contextOf(res);
  const row = await findItem(parts.db.read, kind, String(req.params['slug']));
  if (row === undefined) throw new NotFound('item');
  // A district's site shows its own items only, and sends whoever looks for another's to where it is.
  const home = context.city.byId.get(row.districtId);
  const isElsewhere = context.site !== undefined && context.site.id !== row.districtId;
  if (home !== undefined && (isElsewhere || context.successors.length > 0)) {
    res.redirect(301, context.origin + addressOfItem(context, row));
    return;
  }
  const item = presentPublished(context, parts, row);
  sendPage(res, 'sites/item', {
    title: item.title,
    description: item.summary,
    current: kind,
    canonical: { site: siteOf(home), path: homeOfItem(kind, row.slug) },
    item,
    listUrl: context.paths.list(kind),
    changed: row.changedAt,
    ...presentConfirmed(context, parts.zone, row),
  });
}

/** What the portal's own desk publishes stands on the portal. */
function siteOf(district: District | undefined): string {
  return district?.kind === 'district' ? district.slug : '';
}

function addressOfItem({ words, city }: Context, row: PublishedItem): string {
  const site = siteOf(city.byId.get(row.districtId));
  return canonicalPath(words.language, site, homeOfItem(row.kind, row.slug));
}

/** When somebody last said that it still holds; what is asked too long ago gets a word of warning. */
function presentConfirmed(context: Context, zone: string, row: PublishedItem) {
  if (row.confirmedAt === null) return {};
  const day = formatDay(context.words, zone, row.confirmedAt, context.now);
  const name = row.unconfirmed ? 'unconfirmed' : 'confirmed';
  return { [name]: context.words.t(`item.${name}`, { day }) };
}
