import type { Request, Response } from 'express';
import { NotSignedIn } from '../domain/errors.ts';
import type { City, District } from '../db/places.ts';
import type { Account } from '../domain/permissions.ts';
import type { Words } from '../locales/words.ts';
import type { Paths } from './paths.ts';

/** What a page knows of where it is and for whom it is made. */
export interface Context {
  readonly words: Words;
  readonly paths: Paths;
  readonly city: City;
  /** The district whose site this is; nothing: the portal as a whole. */
  readonly site: District | undefined;
  /** What became of the district at whose address this page is asked for, where it was split. */
  readonly successors: readonly District[];
  readonly origin: string;
  /** The origin that this page is on: the portal's, or that of a district's subdomain. */
  readonly siteOrigin: string;
  /** The path without language and site, as it was asked for, with its query. */
  readonly path: string;
  readonly now: number;
}

export function setContext(res: Response, context: Context): void {
  res.locals['context'] = context;
}

export function contextOf(res: Response): Context {
  // Only setContext writes it, before any route is asked.
  return res.locals['context'] as Context;
}

/** Nothing before the request was located. */
export function findContextOf(res: Response): Context | undefined {
  // Only setContext writes it.
  return res.locals['context'] as Context | undefined;
}

/** The signed-in person, or `NotSignedIn`. */
export function accountOf(req: Request): Account {
  const account = findAccountOf(req);
  if (account === undefined) throw new NotSignedIn('no session');
  return account;
}

export function findAccountOf(req: Request): Account | undefined {
  return (req as Request & { user?: Account }).user;
}

/** PostgreSQL refuses NUL in any text, and nobody types it. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');

/** Everything that a form or query says, as it came. */
export function listFields(source: unknown): readonly (readonly [name: string, value: unknown])[] {
  return typeof source === 'object' && source !== null ? Object.entries(source) : [];
}

/** One value of a form or query, whatever the request made of it. */
export function oneValue(source: unknown, name: string): string {
  const value = (source as Record<string, unknown> | undefined)?.[name];
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' ? withoutNul(text) : '';
}
