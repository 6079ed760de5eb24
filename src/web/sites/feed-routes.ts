import { Router, type Request, type Response } from 'express';
import { listItemsById } from '../../db/queries/feed-items.ts';
import { findItem } from '../../db/queries/sites.ts';
import { NotFound } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import type { FeedFrame } from '../../feeds/frame.ts';
import { toFeedEntry } from '../../feeds/item-entry.ts';
import { keepTexts, type KeptTexts } from '../../feeds/kept-texts.ts';
import { writeFeed, type SyndicationFormat } from '../../feeds/syndication.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import { feedFrame } from '../feed-frame.ts';
import type { WebParts } from '../parts.ts';
import { feedRoute, itemCalendarRoute, listFeedFormats, type FeedFormat } from '../paths.ts';
import { readFilter, type PortalFilter } from '../portal-filter.ts';
import { sendChunks } from '../send-chunks.ts';
import { listFeedRows, readEventKeys, readFeedRows, type FeedWish } from '../feed-rows.ts';

/** As many as a reader shows at once; what follows has an address in the feed. */
const FEED_SIZE = 50;
/** The texts of some ten thousand events. */
const KEPT_CHARACTERS = 8_000_000;

const TYPES: Readonly<Record<FeedFormat, string>> = {
  ics: 'text/calendar; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

interface Scene {
  readonly parts: WebParts;
  readonly context: Context;
  readonly frame: FeedFrame;
  readonly filter: PortalFilter;
  readonly wish: FeedWish;
}

/** The lists in the forms that calendars, readers and spreadsheets take, with the filters of the page. */
export function feedRoutes(parts: WebParts): Router {
  const router = Router();
  const texts = keepTexts(KEPT_CHARACTERS);
  for (const kind of KINDS) {
    for (const format of listFeedFormats(kind)) {
      router.get(feedRoute(kind, format), (req, res) =>
        sendList(openScene(parts, req, res, kind), format, texts, req, res),
      );
    }
  }
  router.get(itemCalendarRoute, (req, res) => sendItemCalendar(parts, req, res));
  return router;
}

function openScene(parts: WebParts, req: Request, res: Response, kind: Kind): Scene {
  const context = contextOf(res);
  const { city, now, site } = context;
  const filter = readFilter(kind, req.query, { city, now, zone: parts.zone });
  const wish = { kind, districtId: site?.id, filter, now };
  return { parts, context, frame: feedFrame(context, parts), filter, wish };
}

async function sendList(
  scene: Scene,
  format: FeedFormat,
  texts: KeptTexts,
  req: Request,
  res: Response,
): Promise<void> {
  setHead(res, format, fileName(scene.context, scene.wish.kind, format));
  switch (format) {
    case 'ics':
      await sendChunks(res, writeCalendar(scene, texts));
      return;
    case 'csv':
      await sendChunks(res, writeTable(scene));
      return;
    default:
      res.send(await writeNewest(scene, format, oneValue(req.query, 'ab') || undefined));
  }
}

/** `veranstaltungen.ics`, `kalk-humboldt-veranstaltungen.ics` */
function fileName({ site, paths }: Context, kind: Kind, format: FeedFormat): string {
  const name = paths.feed(kind, format).split('/').at(-1) ?? format;
  return site === undefined ? name : `${site.slug}-${name}`;
}

/** Public data, for pages of other people as well (Fetch, CORS protocol). */
function setHead(res: Response, format: FeedFormat, name: string): void {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Cross-Origin-Resource-Policy', 'cross-origin');
  res.set('Content-Type', TYPES[format]);
  const how = format === 'csv' ? 'attachment' : 'inline';
  res.set('Content-Disposition', `${how}; filename="${name}"`);
}

function titleOf({ words, site, city }: Context, kind: Kind): string {
  return `${site?.shortName ?? city.names.name}: ${words.t(`list.${kind}.title`)}`;
}

async function* writeCalendar(scene: Scene, texts: KeptTexts): AsyncGenerator<string> {
  const { context, frame, filter, wish, parts } = scene;
  const { words, paths, siteOrigin, site, city } = context;
  const { beginCalendar, END_OF_CALENDAR, writeEvent } = await import('../../feeds/calendar.ts');
  yield beginCalendar(
    {
      name: titleOf(context, 'event'),
      description: words.t('list.event.lead'),
      source: siteOrigin + paths.feed('event', 'ics', filter.given),
      url: siteOrigin + paths.list('event', filter.given),
      colour: (site ?? city.portal).colour,
    },
    frame,
  );
  const read = parts.db.read;
  // The same event reads differently in another language or on another site.
  const here = frame.links.home();
  for await (const keys of readEventKeys(read, wish)) {
    const known = keys.map((key) => texts.find(`${here} ${key.submissionId}`, key.changedAt));
    const missing = keys.filter((_, at) => known[at] === undefined);
    const rows = await listItemsById(
      read,
      missing.map(({ submissionId }) => submissionId),
    );
    const written = new Map(
      rows.map((row) => {
        const text = writeEvent(row, frame);
        texts.keep(`${here} ${row.submissionId}`, row.changedAt, text);
        return [row.submissionId, text];
      }),
    );
    yield keys.map((key, at) => known[at] ?? written.get(key.submissionId) ?? '').join('');
  }
  yield END_OF_CALENDAR;
}

async function* writeTable({ frame, wish, parts }: Scene): AsyncGenerator<string> {
  const { beginTable, writeRow } = await import('../../feeds/table.ts');
  yield beginTable(wish.kind);
  for await (const rows of readFeedRows(parts.db.read, wish)) {
    yield rows.map((row) => writeRow(row, frame)).join('');
  }
}

async function writeNewest(
  { context, frame, filter, wish, parts }: Scene,
  format: SyndicationFormat,
  after: string | undefined,
): Promise<string> {
  const { words, paths, siteOrigin } = context;
  const { kind } = wish;
  const { given } = filter;
  const { rows, next } = await listFeedRows(parts.db.read, wish, FEED_SIZE, after);
  const feed = (ab: string | undefined) => siteOrigin + paths.feed(kind, format, { ...given, ab });
  return writeFeed(
    format,
    {
      title: titleOf(context, kind),
      description: words.t(`list.${kind}.lead`),
      language: words.language,
      url: siteOrigin + paths.list(kind, given),
      self: feed(after),
      next: next === undefined ? undefined : feed(next),
    },
    rows.map((row) => toFeedEntry(row, frame)),
  );
}

/** One event; what is over keeps its file as it keeps its page. */
async function sendItemCalendar(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const row = await findItem(parts.db.read, 'event', String(req.params['slug']));
  if (row === undefined || (context.site !== undefined && context.site.id !== row.districtId)) {
    throw new NotFound('item');
  }
  const { beginCalendar, END_OF_CALENDAR, writeEvent } = await import('../../feeds/calendar.ts');
  const frame = feedFrame(context, parts);
  const district = context.city.byId.get(row.districtId) ?? context.city.portal;
  setHead(res, 'ics', `${row.slug}.ics`);
  const head = beginCalendar(
    {
      name: row.title,
      description: row.summary,
      source: frame.links.calendar(row.slug),
      url: frame.links.item('event', row.slug),
      colour: district.colour,
    },
    frame,
  );
  res.send(head + writeEvent(row, frame) + END_OF_CALENDAR);
}
