import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { readSitesVersion } from '../../db/counters.ts';
import { addDays, dayOf, toInstant } from '../../domain/time.ts';
import { LANGUAGES } from '../../locales/languages.ts';
import type { WebParts } from '../parts.ts';

interface KeptPage {
  readonly version: string;
  readonly etag: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly identity: Buffer;
  gzip?: Buffer;
  brotli?: Buffer;
}

/** Enough for every list and some thousand items; beyond it the page that was used longest ago goes. */
const BUDGET_BYTES = 16_000_000;
const KEPT_HEADERS = [
  'Content-Type',
  'Content-Security-Policy',
  'Referrer-Policy',
  'X-Content-Type-Options',
  'X-Frame-Options',
  'Strict-Transport-Security',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
  'Origin-Agent-Cluster',
];
const PREFIXES = LANGUAGES.flatMap(({ prefix }) => (prefix === '' ? [] : [prefix]));
const PUBLIC_PAGE = new RegExp(
  `^(/(${PREFIXES.join('|')}))?` +
    /(\/sozialraum\/[^/?]+)?(\/?|\/(veranstaltungen|adressen|projekte|aktuelles|seiten)(\/[^/?]*)?)(\?(wann|ab)=[^&]*(&ab=[^&]*)?)?$/
      .source,
);

/**
 * Keeps public pages as they were sent until something on a site changes or the day does. The
 * number of that change is one row in the database, so that several processes agree. Public pages
 * depend on nobody: no cookie, no account, no address.
 */
export function keepPages(parts: Pick<WebParts, 'db' | 'now' | 'zone'>): RequestHandler {
  const pages = new Map<string, KeptPage>();
  const today = rememberDay(parts.zone);
  let bytes = 0;

  const forget = (key: string) => {
    const page = pages.get(key);
    if (page === undefined) return;
    bytes -= sizeOf(page);
    pages.delete(key);
  };
  const keep = (key: string, page: KeptPage) => {
    forget(key);
    pages.set(key, page);
    bytes += sizeOf(page);
    for (const oldest of pages.keys()) {
      if (bytes <= BUDGET_BYTES) break;
      forget(oldest);
    }
  };

  return async (req, res, next) => {
    if (req.method !== 'GET' || !PUBLIC_PAGE.test(req.originalUrl)) {
      next();
      return;
    }
    const version = `${String(await readSitesVersion(parts.db.read))} ${today(parts.now())}`;
    const key = `${req.hostname} ${req.originalUrl}`;
    const known = pages.get(key);
    if (known?.version === version) {
      pages.delete(key);
      pages.set(key, known);
      answer(req, res, known);
      return;
    }
    const send = res.send.bind(res);
    res.send = (body: unknown) => {
      res.send = send;
      if (res.statusCode !== 200 || typeof body !== 'string') return send(body);
      const page = makePage(res, body, version);
      keep(key, page);
      answer(req, res, page);
      return res;
    };
    next();
  };
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

function makePage(res: Response, body: string, version: string): KeptPage {
  const identity = Buffer.from(body);
  return {
    version,
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    headers: KEPT_HEADERS.flatMap((name) => {
      const value = res.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
    identity,
  };
}

function answer(req: Request, res: Response, page: KeptPage): void {
  for (const [name, value] of page.headers) res.setHeader(name, value);
  res.setHeader('ETag', page.etag);
  res.setHeader('Cache-Control', 'public, no-cache');
  res.setHeader('Vary', 'Accept-Encoding');
  if (req.headers['if-none-match']?.includes(page.etag) === true) {
    res.statusCode = 304;
    res.end();
    return;
  }
  const encoding = chooseEncoding(req.headers['accept-encoding']);
  if (encoding !== 'identity')
    res.setHeader('Content-Encoding', encoding === 'brotli' ? 'br' : 'gzip');
  const body =
    encoding === 'identity' ? page.identity : (page[encoding] ??= pack(encoding, page.identity));
  res.setHeader('Content-Length', body.length);
  res.end(body);
}

// `br;q=0` says "anything but that".
const BROTLI = /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;
const GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;

function chooseEncoding(accepted: string | undefined): 'brotli' | 'gzip' | 'identity' {
  if (accepted === undefined) return 'identity';
  if (BROTLI.test(accepted)) return 'brotli';
  return GZIP.test(accepted) ? 'gzip' : 'identity';
}

// Packed once for each version of a page, while its first reader waits: fast levels.
function pack(encoding: 'brotli' | 'gzip', bytes: Buffer): Buffer {
  return encoding === 'gzip'
    ? gzipSync(bytes, { level: 6 })
    : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

function sizeOf(page: KeptPage): number {
  return page.identity.length * 1.5;
}
