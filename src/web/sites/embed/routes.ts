import { Router, type Request, type Response } from 'express';
import { listEventDates } from '../../../db/queries/event-dates.ts';
import { listItems } from '../../../db/queries/sites.ts';
import { NotFound } from '../../../domain/errors.ts';
import { KINDS, type Kind } from '../../../domain/submission-types.ts';
import { contextOf, oneValue } from '../../context.ts';
import { kept } from '../../keep.ts';
import type { WebParts } from '../../parts.ts';
import { LIST_PATHS, ROUTES } from '../../paths.ts';
import { readFilter } from '../../portal-filter.ts';
import { sendPage } from '../../render.ts';
import { groupByDay, presentLine } from '../pages.ts';
import { colourSheet, readDigits } from './colour.ts';
import { presentGuide, readCount } from './pages.ts';
import { embedScript } from './script.ts';

/** Lists of the portal on the pages of others: an element, a frame, and the page that explains both. */
export function embedRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.embedScript, kept('places'), (_req, res) => {
    // For pages of any origin, also as a module.
    res.set('Access-Control-Allow-Origin', '*').set('Cross-Origin-Resource-Policy', 'cross-origin');
    res.set('Cache-Control', 'public, max-age=3600').removeHeader('Content-Security-Policy');
    res.type('text/javascript').send(embedScript(parts.zone));
  });
  router.get(ROUTES.embedColour, kept('places'), (req, res, next) => {
    const named = /^(\w+)\.css$/.exec(String(req.params['file']))?.[1];
    const colour = readDigits(named ?? '');
    if (colour === undefined) {
      next();
      return;
    }
    res.set('Cache-Control', 'public, max-age=31536000, immutable').type('text/css');
    res.send(colourSheet(colour));
  });
  router.get(ROUTES.embed, kept('places'), (req, res) => {
    // The preview is a frame of our own.
    allow(res, "frame-src 'self'");
    sendPage(res, 'embed/guide', presentGuide(contextOf(res), req.query));
  });
  router.get(ROUTES.embedFrame, kept('site'), (req, res) => showFrame(parts, req, res));
  return router;
}

/** A list without anything around it; the only pages of ours that others may put into a frame. */
async function showFrame(parts: WebParts, req: Request, res: Response): Promise<void> {
  const kind = KINDS.find((one) => LIST_PATHS[one] === `/${String(req.params['list'])}`);
  if (kind === undefined) throw new NotFound('embed');
  const context = contextOf(res);
  const { words, now, city } = context;
  const filter = readFilter(kind, req.query, { city, now, zone: parts.zone });
  const rows = await listRows(parts, kind, context.site?.id, filter, readCount(req.query));
  const lines = rows.map((row) => presentLine(context, parts.zone, row, filter.stretch?.from));
  allow(res, 'frame-ancestors *');
  res.removeHeader('X-Frame-Options');
  sendPage(res, 'embed/frame', {
    title: words.t(`list.${kind}.title`),
    layout: 'bare',
    noIndex: true,
    kind,
    lines,
    days: kind === 'event' ? groupByDay(lines) : [],
    listUrl: context.paths.list(kind, filter.given),
    colour: readDigits(oneValue(req.query, 'farbe')),
  });
}

async function listRows(
  { db, now }: WebParts,
  kind: Kind,
  districtId: string | undefined,
  { facets, stretch }: ReturnType<typeof readFilter>,
  count: number,
) {
  const wanted = { districtId, facets };
  if (kind !== 'event') return (await listItems(db.read, { ...wanted, kind }, count)).items;
  const dates = { ...wanted, notOverAt: stretch?.from ?? now(), beginsBefore: stretch?.to };
  return (await listEventDates(db.read, dates, count)).items;
}

/** Sets one directive of the content policy, for this answer alone. */
function allow(res: Response, directive: string): void {
  const [name = ''] = directive.split(' ');
  const others = (res.get('Content-Security-Policy') ?? '')
    .split(';')
    .filter((one) => one.trim().split(' ')[0] !== name);
  res.set('Content-Security-Policy', [...others, directive].join(';'));
}
