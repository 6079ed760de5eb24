import { Router, type Request, type Response } from 'express';
import { countItems, findLiveItem, listItemsAt } from '../../db/queries/feed-items.ts';
import type { ItemFilter } from '../../db/queries/sites.ts';
import { NotFound } from '../../domain/errors.ts';
import { describeHsds, findTopic, isEntry, toHsdsListed, toHsdsService } from '../../feeds/hsds.ts';
import { contextOf, oneValue } from '../context.ts';
import { feedFrame } from '../feed-frame.ts';
import { kept } from '../keep.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { isId, open, readCount } from './read-parts.ts';

const PER_PAGE = 50;
const MOST_PER_PAGE = 250;
const LAST_PAGE = 100_000;

/** The directory for information services that speak Open Referral (HSDS 3.0). */
export function hsdsRoutes(parts: WebParts): Router {
  const router = Router();
  const countOnce = keepCounts(parts);
  router.get(ROUTES.hsds, open, kept('places'), (_req, res) => {
    const { paths, siteOrigin } = contextOf(res);
    res.json(describeHsds(siteOrigin + paths.openApi()));
  });
  router.get(ROUTES.hsdsServices, open, kept('site'), (req, res) =>
    sendServices(parts, countOnce, req, res),
  );
  router.get(ROUTES.hsdsService, open, kept(), (req, res) => sendService(parts, req, res));
  return router;
}

/** The standard asks how many there are; they are counted again when something has changed. */
function keepCounts(parts: WebParts): (filter: ItemFilter) => Promise<number> {
  let version = -1;
  let counts = new Map<string, number>();
  return async (filter) => {
    const { any: current } = await parts.sitesVersions();
    if (current !== version) {
      version = current;
      counts = new Map();
    }
    const key = JSON.stringify(filter);
    const number = counts.get(key) ?? (await countItems(parts.db.read, filter));
    counts.set(key, number);
    return number;
  };
}

async function sendServices(
  parts: WebParts,
  countOnce: (filter: ItemFilter) => Promise<number>,
  req: Request,
  res: Response,
): Promise<void> {
  const context = contextOf(res);
  const frame = feedFrame(context, parts);
  const size = readCount(req.query, 'per_page', PER_PAGE, MOST_PER_PAGE);
  const page = readCount(req.query, 'page', 1, LAST_PAGE);
  const termId = oneValue(req.query, 'taxonomy_term_id');
  const topic = termId === '' ? undefined : findTopic(frame, termId);
  const filter: ItemFilter = {
    kind: 'entry',
    districtId: context.site?.id,
    facets: topic === undefined ? [] : [`topic:${topic}`],
  };
  // A term that is none of ours is no reason to send everything.
  const isNowhere = termId !== '' && topic === undefined;
  const total = isNowhere ? 0 : await countOnce(filter);
  const pages = Math.max(1, Math.ceil(total / size));
  const rows =
    page > pages || total === 0
      ? []
      : await listItemsAt(parts.db.read, filter, size, (page - 1) * size);
  const isFull = oneValue(req.query, 'full') === 'true';
  res.json({
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: rows.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: rows.length === 0,
    contents: rows
      .filter(isEntry)
      .map((row) => (isFull ? toHsdsService(row, frame) : toHsdsListed(row, frame))),
  });
}

async function sendService(parts: WebParts, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  const id = String(req.params['id']);
  const row = isId(id) ? await findLiveItem(parts.db.read, id) : undefined;
  const isElsewhere = context.site !== undefined && context.site.id !== row?.districtId;
  if (row === undefined || !isEntry(row) || isElsewhere) throw new NotFound(id);
  res.json(toHsdsService(row, feedFrame(context, parts)));
}
