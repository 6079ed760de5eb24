import { Router, type Request, type Response } from 'express';
import { listEventDates, listNextEvents } from '../../db/queries/event-dates.ts';
import { findItem, listItems, listPromoted } from '../../db/queries/sites.ts';
import { NotFound } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import type { PublishedItem } from '../../db/published-items.ts';
import { formatDay } from '../../locales/formats.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { LIST_PATHS, ROUTES, STATUTORY_PAGES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { readFilter, spanOfDays, SPANS } from '../portal-filter.ts';
import { itemForMachines, landingForMachines, listForMachines } from './for-machines.ts';
import { atNextDate, groupByDay, presentLine, presentPublished } from './pages.ts';

const PAGE_SIZE = 30;

/** The landing page, each district's site, and their lists and items. */
export function siteRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.landing, (_req, res) =>
    contextOf(res).site === undefined ? showLanding(parts, res) : showHome(parts, res),
  );
  for (const kind of KINDS) {
    router.get(LIST_PATHS[kind], (req, res) => showList(parts, req, res, kind));
    router.get(`${LIST_PATHS[kind]}/:slug`, (req, res) => showItem(parts, req, res, kind));
  }
  router.get(ROUTES.page, (req, res) => {
    showStatutoryPage(req, res);
  });
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
    ...landingForMachines(context, parts),
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
    ...listForMachines(context, kind, given),
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
  // A district's site shows its own items only; elsewhere the address is as unknown as any other.
  if (row === undefined || (context.site !== undefined && context.site.id !== row.districtId)) {
    throw new NotFound('item');
  }
  const item = presentPublished(context, parts, row);
  sendPage(res, 'sites/item', {
    title: item.title,
    description: item.summary,
    current: kind,
    item,
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

function showStatutoryPage(req: Request, res: Response): void {
  const name = STATUTORY_PAGES.find((known) => known === req.params['slug']);
  if (name === undefined) throw new NotFound('page');
  const { words, site, city } = contextOf(res);
  sendPage(res, 'sites/statutory', {
    title: words.t(`statutory.${name}.title`),
    text: words.t(`statutory.${name}.text`).split('\n\n'),
    office: site ?? city.portal,
    withOffice: name !== 'datenschutz',
  });
}
