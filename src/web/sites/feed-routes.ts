import { setImmediate } from 'node:timers/promises';
import { Router, type Request, type Response } from 'express';
import type { PublishedItem } from '../../db/published-items.ts';
import { listItemsById, type ItemKey } from '../../db/queries/feed-items.ts';
import { findItem } from '../../db/queries/sites.ts';
import { NotFound } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import type { FeedFrame } from '../../feeds/frame.ts';
import { toFeedEntry } from '../../feeds/item-entry.ts';
import { keepTexts, type KeptTexts } from '../../feeds/kept-texts.ts';
import { writeFeed, type SyndicationFormat } from '../../feeds/syndication.ts';
import { contextOf, oneValue, type Context } from '../context.ts';
import { feedFrame } from '../feed-frame.ts';
import { keep, kept } from '../keep.ts';
import type { WebParts } from '../parts.ts';
import { feedRoute, itemCalendarRoute, listFeedFormats, type FeedFormat } from '../paths.ts';
import { readFilter, type PortalFilter } from '../portal-filter.ts';
import { sendChunks } from '../send-chunks.ts';
import {
  firstEnd,
  listFeedRows,
  readEventKeys,
  readFeedRows,
  type FeedWish,
} from '../feed-rows.ts';
import { FEED_SIZE, feedFileName, setFeedHead } from './feed-head.ts';

/** The texts of some ten thousand events. */
const KEPT_BYTES = 8_000_000;
const WRITTEN_AT_ONCE = 100;

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
  const texts = keepTexts(KEPT_BYTES);
  for (const kind of KINDS) {
    for (const format of listFeedFormats(kind)) {
      router.get(feedRoute(kind, format), kept('site'), (req, res) =>
        sendList(openScene(parts, req, res, kind), format, texts, req, res),
      );
    }
  }
  router.get(itemCalendarRoute, kept(), (req, res) => sendItemCalendar(parts, req, res));
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
  const { paths, site } = scene.context;
  setFeedHead(res, format, feedFileName(paths.feed(scene.wish.kind, format), site?.slug));
  switch (format) {
    case 'ics':
      await sendChunks(res, writeCalendar(scene, texts));
      return;
    case 'csv':
      await sendChunks(res, writeTable(scene));
      return;
    default:
      res.send(await writeNewest(scene, format, res, oneValue(req.query, 'ab') || undefined));
  }
}

function titleOf({ words, site, city }: Context, kind: Kind): string {
  return `${site?.shortName ?? city.names.name}: ${words.t(`list.${kind}.title`)}`;
}

async function* writeCalendar(scene: Scene, texts: KeptTexts): AsyncGenerator<Buffer | string> {
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
  for await (const keys of readEventKeys(read, wish)) {
    for (let at = 0; at < keys.length; at += WRITTEN_AT_ONCE) {
      yield await writeEvents(scene, texts, keys.slice(at, at + WRITTEN_AT_ONCE), writeEvent);
    }
  }
  yield END_OF_CALENDAR;
}

/** What is kept is taken as it is; what is not is written, and others are let in meanwhile. */
async function writeEvents(
  { parts, frame }: Scene,
  texts: KeptTexts,
  keys: readonly ItemKey[],
  write: (row: PublishedItem, frame: FeedFrame) => string,
): Promise<Buffer> {
  // The same event reads differently in another language.
  const { language } = frame.words;
  const known = keys.map((key) => texts.find(`${language} ${key.submissionId}`, key.changedAt));
  const missing = keys.filter((_, at) => known[at] === undefined);
  if (missing.length === 0) return Buffer.concat(known.filter((text) => text !== undefined));
  const rows = await listItemsById(
    parts.db.read,
    missing.map(({ submissionId }) => submissionId),
  );
  const written = new Map(
    rows.map((row) => {
      const text = Buffer.from(write(row, frame));
      texts.keep(`${language} ${row.submissionId}`, row.changedAt, text);
      return [row.submissionId, text];
    }),
  );
  await setImmediate();
  return Buffer.concat(keys.flatMap((key, at) => known[at] ?? written.get(key.submissionId) ?? []));
}

async function* writeTable({ frame, wish, parts }: Scene): AsyncGenerator<string> {
  const { beginTable, writeRows } = await import('../../feeds/table.ts');
  yield beginTable(wish.kind);
  for await (const rows of readFeedRows(parts.db.read, wish)) {
    yield writeRows(wish.kind, rows, frame);
    await setImmediate();
  }
}

async function writeNewest(
  { context, frame, filter, wish, parts }: Scene,
  format: SyndicationFormat,
  res: Response,
  after: string | undefined,
): Promise<string> {
  const { words, paths, siteOrigin } = context;
  const { kind } = wish;
  const { given } = filter;
  const { rows, next } = await listFeedRows(parts.db.read, wish, FEED_SIZE, after);
  keep(res, { until: firstEnd(rows) });
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
  setFeedHead(res, 'ics', `${row.slug}.ics`);
  const head = beginCalendar(
    {
      name: row.title,
      description: row.summary,
      source: frame.links.calendar(row),
      url: frame.links.item(row),
      colour: district.colour,
    },
    frame,
  );
  res.send(head + writeEvent(row, frame) + END_OF_CALENDAR);
}
