import type { Response } from 'express';
import type { FeedFormat } from '../paths.ts';

const TYPES: Readonly<Record<FeedFormat, string>> = {
  ics: 'text/calendar; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

/** Public data, for pages of other people as well (Fetch, CORS protocol). */
export function setFeedHead(res: Response, format: FeedFormat, name: string): void {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Cross-Origin-Resource-Policy', 'cross-origin');
  res.set('Content-Type', TYPES[format]);
  const how = format === 'csv' ? 'attachment' : 'inline';
  res.set('Content-Disposition', `${how}; filename="${name}"`);
}

/** `veranstaltungen.ics`, `kalk-humboldt-veranstaltungen.ics` */
export function feedFileName(path: string, site: string | undefined): string {
  const name = path.replace(/\?.*$/s, '').split('/').at(-1) ?? path;
  return site === undefined ? name : `${site}-${name}`;
}

/** As many as a reader shows at once; what follows has an address in the feed. */
export const FEED_SIZE = 50;
