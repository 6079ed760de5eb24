import type { RequestHandler } from 'express';
import { TooFast } from '../domain/errors.ts';
import { limitKey } from './limits.ts';
import type { WebParts } from './parts.ts';

const MINUTE = 60_000;
/** Beyond this many addresses in a minute, nobody is counted until the next one begins. */
const MAX_ADDRESSES = 20_000;

/**
 * A limit for what is asked with every few letters and costs one indexed read: counting each request
 * in the database would cost more than answering it. Each process counts for itself, and forgets
 * every minute.
 */
export function lightLimit(
  parts: Pick<WebParts, 'secret' | 'now'>,
  perMinute: number,
): RequestHandler {
  let minute = 0;
  let counts = new Map<string, number>();
  return (req, _res, next) => {
    const now = parts.now();
    if (Math.floor(now / MINUTE) !== minute) {
      minute = Math.floor(now / MINUTE);
      counts = new Map();
    }
    const key = limitKey(parts.secret, 'light', req, now);
    const count = (counts.get(key) ?? 0) + 1;
    if (counts.has(key) || counts.size < MAX_ADDRESSES) counts.set(key, count);
    if (count > perMinute) throw new TooFast(Math.ceil((MINUTE - (now % MINUTE)) / 1000));
    next();
  };
}
