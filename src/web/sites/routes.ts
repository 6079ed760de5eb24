import { Router, type Request, type Response } from 'express';
import { listNextEvents } from '../../db/queries/event-dates.ts';
import { listRelated } from '../../db/queries/related.ts';
import { findItem, listItems, listPromoted } from '../../db/queries/sites.ts';
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
import { readFilter, spanOfDays, SPANS } from '../portal-filter.ts';
import { presentFilters } from '../present-filters.ts';
import { presentSubscription } from '../present-subscription.ts';
import { showCalendar } from './calendar-page.ts';
import { showDirectory } from './directory-page.ts';
import { atNextDate, presentLine, presentPublished } from './pages.ts';

const PAGE_SIZE = 30;
/** Of three kinds: six at most, and never only the one that there is most of. */
const RELATED_PER_KIND = 2;

/** The landing page, each district's site, and their lists and items. */
export function siteRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.landing, kept('site'), (_req, res) =>
    contextOf(res).site === undefined ? showLanding(parts, res) : showHome(parts, res),
  );
  router.get(LIST_PATHS.entry, kept('site'), (req, res) => showDirectory(parts, req, res));
  for (const kind of KINDS) {
    router.get(LIST_PATHS[kind], kept('site'), (req, res) =>
      kind === 'event' ? showCalendar(parts, req, res) : showList(parts, req, res, kind),
    );
    router.get(`${LIST_PATHS[kind]}/:slug`, kept(), (req, res) => showItem(parts, req, res, kind));
  }
  return router;
}

async function showLanding(parts: WebParts, res: Response): Promise<void> {
  const context = contextOf(res);
  const { words, now, city } = context;
  const read = parts.db.read;
  const line = (row: Parameters<typeof presentLine>[2]) => presentLine(context, parts.zone, row);
  const promoted = await listPromoted(read);
  const weekend = spanOfDays('wochenende', now, parts.zone);
  const everywhere = { districtId: undefined };
  const atWeekend = await listNextEvents(
    read,
    { ...everywhere, notOverAt: weekend.from, beginsBefore: weekend.to },
    8,
  );
  const next =
    atWeekend.length > 0 ? [] : await listNextEvents(read, { ...everywhere, notOverAt: now }, 8);
  sendPage(res, 'sites/landing', {
    title: words.t('landing.title'),
    description: words.t('landing.lead', {
      count: city.districts.length,
      city: city.names.city,
    }),
    current: 'home',
    promoted: promoted.map((row) => line(atNextDate(row, parts.zone, now))),
    events:
      atWeekend.length > 0
        ? atWeekend.map((row) => presentLine(context, parts.zone, row, weekend.from))
        : next.map(line),
    eventsAreNow: atWeekend.length > 0,
    spans: SPANS,
  });
}

async function showHome(parts: WebParts, res: Response): Promise<void> {
  const context = contextOf(res);
  const { site, now } = context;
  if (site === undefined) throw new NotFound('site');
  const read = parts.db.read;
  const line = (row: Parameters<typeof presentLine>[2]) => presentLine(context, parts.zone, row);
  const list = async (kind: Exclude<Kind, 'event'>, limit: number) =>
    (await listItems(read, { kind, districtId: site.id }, limit)).items.map(line);
  const events = await listNextEvents(read, { districtId: site.id, notOverAt: now }, 6);
  sendPage(res, 'sites/home', {
    title: site.name,
    description: site.intro,
    current: 'home',
    events: events.map(line),
    entries: await list('entry', 6),
    stories: await list('story', 3),
  });
}

async function showList(
  parts: WebParts,
  req: Request,
  res: Response,
  kind: Exclude<Kind, 'event'>,
): Promise<void> {
  const context = contextOf(res);
  const { words, site, now, city, paths } = context;
  const filter = readFilter(kind, req.query, { city, now, zone: parts.zone });
  const after = oneValue(req.query, 'ab') || undefined;
  const { facets, given } = filter;
  const wanted = { kind, districtId: site?.id, facets };
  const { items, next } = await listItems(parts.db.read, wanted, PAGE_SIZE, after);
  sendPage(res, 'sites/list', {
    title: words.t(`list.${kind}.title`),
    current: kind,
    kind,
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
  // A district's site shows its own items only; elsewhere the address is as unknown as any other.
  if (row === undefined || (context.site !== undefined && context.site.id !== row.districtId)) {
    throw new NotFound('item');
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
