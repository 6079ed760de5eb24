import { Router, type Request, type Response } from 'express';
import { findLiveItem } from '../../db/queries/feed-items.ts';
import { findItem } from '../../db/queries/sites.ts';
import { Invalid, NotFound } from '../../domain/errors.ts';
import { KINDS, type Kind } from '../../domain/submission-types.ts';
import { toJsonItem } from '../../feeds/json-item.ts';
import { contextOf, listFields, oneValue } from '../context.ts';
import { feedFrame } from '../feed-frame.ts';
import { firstEnd, listFeedRows } from '../feed-rows.ts';
import { keep, kept } from '../keep.ts';
import type { WebParts } from '../parts.ts';
import { API_LISTS, ROUTES } from '../paths.ts';
import { readFilter } from '../portal-filter.ts';
import { isId, MOST_AT_ONCE, open, PAGE_SIZE, readCount } from './read-parts.ts';

/** What is no filter of the page. */
const OWN_NAMES = ['cursor', 'limit'];

/** What is live, for programs: without a key, from everywhere, with the filters of the pages. */
export function readRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.apiList, open, kept('site'), (req, res) => sendItems(parts, req, res));
  router.get(ROUTES.apiItem, open, kept(), (req, res) => sendItem(parts, req, res));
  return router;
}

function kindOf(req: Request): Kind {
  const kind = KINDS.find((one) => API_LISTS[one] === req.params['list']);
  if (kind === undefined) throw new NotFound('list');
  return kind;
}

async function sendItems(parts: WebParts, req: Request, res: Response): Promise<void> {
  const kind = kindOf(req);
  const context = contextOf(res);
  const { city, now, site, paths, siteOrigin } = context;
  const limit = readCount(req.query, 'limit', PAGE_SIZE, MOST_AT_ONCE);
  const cursor = oneValue(req.query, 'cursor');
  if (cursor.length > 300) throw new Invalid([{ field: 'cursor', message: 'unusable' }]);
  const filter = readFilter(kind, withoutOwn(req.query), { city, now, zone: parts.zone });
  const wish = { kind, districtId: site?.id, filter, now };
  const { rows, next } = await listFeedRows(parts.db.read, wish, limit, cursor || undefined);
  keep(res, { until: firstEnd(rows) });
  const frame = feedFrame(context, parts);
  const nextUrl =
    next === undefined
      ? null
      : siteOrigin + paths.apiList(kind, { ...filter.given, limit: String(limit), cursor: next });
  // RFC 8288, with the relation of RFC 5988's registry.
  if (nextUrl !== null) res.set('Link', `<${nextUrl}>; rel="next"`);
  res.json({
    items: rows.map((row) => toJsonItem(row, frame)),
    next: nextUrl,
    ignored: filter.ignored,
  });
}

function withoutOwn(query: unknown): Record<string, unknown> {
  return Object.fromEntries(listFields(query).filter(([name]) => !OWN_NAMES.includes(name)));
}

/** By its id or by the last part of its address. */
async function sendItem(parts: WebParts, req: Request, res: Response): Promise<void> {
  const kind = kindOf(req);
  const context = contextOf(res);
  const id = String(req.params['id']);
  const read = parts.db.read;
  const row = isId(id) ? await findLiveItem(read, id) : await findItem(read, kind, id);
  const isElsewhere = context.site !== undefined && context.site.id !== row?.districtId;
  if (row?.kind !== kind || row.state !== 'live' || isElsewhere) throw new NotFound(id);
  res.json(toJsonItem(row, feedFrame(context, parts)));
}
