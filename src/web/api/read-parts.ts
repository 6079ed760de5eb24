import type { RequestHandler } from 'express';
import { Invalid } from '../../domain/errors.ts';
import { oneValue } from '../context.ts';

/** Items on a page of the read API, and the most that may be asked for. */
export const PAGE_SIZE = 30;
export const MOST_AT_ONCE = 100;

/** Public data: any page may ask for it (Fetch, CORS protocol). */
export const open: RequestHandler = (_req, res, next) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Access-Control-Expose-Headers', 'Link');
  res.set('Cross-Origin-Resource-Policy', 'cross-origin');
  next();
};

/** Ids are UUIDs; everything else is the last part of an address. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** A number from 1 to `most`; what is not said is `usual`, and what is no number is a problem. */
export function readCount(query: unknown, name: string, usual: number, most: number): number {
  const given = oneValue(query, name);
  if (given === '') return usual;
  if (!/^\d{1,9}$/.test(given)) throw new Invalid([{ field: name, message: 'unusable' }]);
  return Math.min(most, Math.max(1, Number(given)));
}
