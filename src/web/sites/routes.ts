import { Router, type Request, type Response } from 'express';
import { listRelated } from '../../db/queries/related.ts';
import { findItem, listItems } from '../../db/queries/sites.ts';
import { NotFound } from '../../domain/errors.ts';
import { facetsOf } from '../../domain/facets.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import type { PublishedItem } from '../../db/published-items.ts';
import { formatDay } from '../../locales/formats.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import { kept } from '../keep.ts';
import type { WebParts } from '../parts.ts';
import { LIST_PATHS, ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { readFilter } from '../portal-filter.ts';
import { presentFilters } from '../present-filters.ts';
import { presentSubscription } from '../present-subscription.ts';
import { showCalendar } from './calendar-page.ts';
import { showDirectory } from './directory-page.ts';
import { itemForMachines, listForMachines } from './for-machines.ts';
import { canonicalOfItem, homeOfItem } from '../home-of.ts';
import { showHome } from './home.ts';
import { showLanding } from './landing.ts';
import { atNextDate, presentLine, presentPublished } from './pages.ts';

const PAGE_SIZE = 30;
/** Of three kinds: six at most, and never only the one that there is most of. */
const RELATED_PER_KIND = 2;

/** The landing page, each district's site, and their lists and items. */
export function siteRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.landing, kept('site'), (_req, res) => {
    const { site } = contextOf(res);
    return site === undefined ? showLanding(parts, res) : showHome(parts, res, site);
  });
  router.get(LIST_PATHS.event, kept('site'), (req, res) => showCalendar(parts, req, res));
  router.get(LIST_PATHS.entry, kept('site'), (req, res) => showDirectory(parts, req, res));
  router.get(LIST_PATHS.story, kept('site'), (req, res) => showStories(parts, req, res));
  for (const kind of KINDS) {
    router.get(`${LIST_PATHS[kind]}/:slug`, kept(), (req, res) => showItem(parts, req, res, kind));
  }
  return router;
}

async function showStories(parts: WebParts, req: Request, res: Response): Promise<void> {
  const kind: Kind = 'story';
  const context = contextOf(res);
  const { words, site, now, city, paths } = context;
  const filter = readFilter(kind, req.query, { city, now, zone: parts.zone });
  const after = oneValue(req.query, 'ab') || undefined;
  const { facets, given } = filter;
  const wanted = { kind, districtId: site?.id, facets };
  const { items, next } = await listItems(parts.db.read, wanted, PAGE_SIZE, after);
  sendPage(res, 'sites/stories', {
    title: words.t('list.story.title'),
    current: kind,
    kind,
    ...listForMachines(context, kind, given),
    lines: items.map((row) => presentLine(context, parts.zone, row)),
    filters: presentFilters(context, parts.zone, kind, filter),
    given,
    subscription: presentSubscription(context, kind, given),
    isFirst: after === undefined,
    nextUrl: next === undefined ? '' : paths.list(kind, { ...given, ab: next }),
  });
}

async function showItem(parts: WebParts, req: Request, res: Response, kind: Kind): Promise<void> {
  const context = contextOf(res);
  const row = await findItem(parts.db.read, kind, String(req.params['slug']));
  if (row === undefined) throw new NotFound('item');
  // A district's site shows its own items only, and sends whoever looks for another's to where it is.
  const home = context.city.byId.get(row.districtId);
  const isElsewhere = context.site !== undefined && context.site.id !== row.districtId;
  if (home !== undefined && isElsewhere) {
    res.redirect(301, canonicalOfItem(context, row));
    return;
  }
  const item = presentPublished(context, parts, row);
  const related = await listRelated(
    parts.db.read,
    { ...row, facets: facetsOf(row.content) },
    RELATED_PER_KIND,
    context.now,
  );
  sendPage(res, 'sites/item', {
    title: item.title,
    description: item.summary,
    current: kind,
    script: item.hours === undefined ? [] : ['hours.js'],
    canonical: homeOfItem(context.city, row),
    item,
    calendarUrl:
      kind === 'event' && !item.ended && !item.cancelled
        ? context.paths.itemCalendar(kind, row.slug)
        : '',
    related: related.map((one) =>
      presentLine(context, parts.zone, atNextDate(one, parts.zone, context.now)),
    ),
    reportUrl: context.paths.report(`${kind}/${row.slug}`),
    listUrl: context.paths.list(kind),
    ...itemForMachines(context, parts, row),
    changed: row.changedAt,
    ...presentConfirmed(context, parts.zone, row),
  });
}

/** When somebody last said that it still holds; what is asked too long ago gets a word of warning. */
function presentConfirmed(context: Context, zone: string, row: PublishedItem) {
  if (row.confirmedAt === null) return {};
  const day = formatDay(context.words, zone, row.confirmedAt, context.now);
  const name = row.unconfirmed ? 'unconfirmed' : 'confirmed';
  return { [name]: context.words.t(`item.${name}`, { day }) };
}
