import type { Request, RequestHandler, Response } from 'express';
import type { SitesVersions } from '../../db/counters.ts';
import { addDays, dayOf, toInstant } from '../../domain/time.ts';
import { makeAnswer, sendKept, sizeOf, type KeptAnswer } from '../cache/kept-answer.ts';
import { Shelf } from '../cache/shelf.ts';
import { findContextOf } from '../context.ts';
import { keepOf } from '../keep.ts';
import type { WebParts } from '../parts.ts';

/** Enough for every list and some thousand items in all their encodings. */
const BUDGET_BYTES = 16_000_000;
/** Nobody links to a longer address; whoever makes them up shall not fill the memory with them. */
const MAX_KEY = 500;

/**
 * Keeps what routes declare as the same for everybody (see keep.ts) as it was sent, until something
 * that it shows changes or the day does, and answers it before any routing. The numbers of those
 * changes lie in the database, so that several processes agree.
 */
export function keepPages(
  parts: Pick<WebParts, 'now' | 'zone' | 'sitesVersions'>,
  budget = BUDGET_BYTES,
): RequestHandler {
  const shelf = new Shelf<KeptAnswer>(budget, sizeOf);
  const today = rememberDay(parts.zone);

  const answer = (req: Request, res: Response, key: string, page: KeptAnswer) => {
    if (sendKept(req, res, page) !== 0) shelf.put(key, page);
  };

  return async (req, res, next) => {
    const key = `${req.hostname} ${req.originalUrl}`;
    if ((req.method !== 'GET' && req.method !== 'HEAD') || key.length > MAX_KEY) {
      next();
      return;
    }
    let versions: SitesVersions;
    try {
      versions = await parts.sitesVersions();
    } catch {
      // Without its database the portal says so in a page of its own.
      next();
      return;
    }
    const now = parts.now();
    const day = today(now);
    const known = shelf.peek(key);
    if (known !== undefined && now < known.until && isCurrent(known, versions, day)) {
      shelf.touch(key);
      answer(req, res, key, known);
      return;
    }
    const send = res.send.bind(res);
    res.send = (body: unknown) => {
      res.send = send;
      const page = makePage(res, body, versions, day);
      if (page === undefined) return send(body);
      shelf.put(key, page);
      answer(req, res, key, page);
      return res;
    };
    next();
  };
}

function makePage(
  res: Response,
  body: unknown,
  versions: SitesVersions,
  day: string,
): KeptAnswer | undefined {
  const keep = keepOf(res);
  if (keep === undefined || res.statusCode !== 200) return undefined;
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return undefined;
  const { shows, until } = keep;
  const districtId = findContextOf(res)?.site?.id;
  const version = versionOf({ shows, districtId }, versions, day);
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return makeAnswer(res, bytes, { shows, districtId, version, until });
}

function isCurrent(page: KeptAnswer, versions: SitesVersions, day: string): boolean {
  return page.version === versionOf(page, versions, day);
}

function versionOf(
  { shows, districtId }: Pick<KeptAnswer, 'shows' | 'districtId'>,
  versions: SitesVersions,
  day: string,
): string {
  const places = String(versions.everywhere);
  if (shows === 'places') return `${day} ${places}`;
  if (shows === 'site' && districtId !== undefined) {
    return `${day} ${places} ${String(versions.byDistrict.get(districtId) ?? 0)}`;
  }
  return `${day} ${String(versions.any)}`;
}

/** The day of an instant. Working it out costs more than all the rest of an answer, so it is kept. */
function rememberDay(zone: string): (now: number) => string {
  let kept = { day: '', from: 0, until: 0 };
  return (now) => {
    if (now < kept.from || now >= kept.until) {
      const day = dayOf(now, zone);
      const at = (date: string) => toInstant(date, '00:00', zone);
      kept = { day, from: at(day), until: at(addDays(day, 1)) };
    }
    return kept.day;
  };
}
