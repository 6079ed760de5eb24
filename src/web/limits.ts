import type { Request } from 'express';
import type { Counted } from '../db/rate-limits.ts';
import { pseudonym } from '../domain/tokens.ts';
import { DAY, HOUR } from '../domain/time.ts';

/** The key of a limit: never the network address itself, and another one each day. */
export function limitKey(secret: string, what: string, req: Request, now: number): string {
  const day = Math.floor(now / DAY);
  return `${what} ${pseudonym(secret, `limit ${String(day)}`, req.ip ?? '')}`;
}

export const SIGN_IN_LIMIT = { points: 10, perMilliseconds: 15 * 60_000 };
/** A form comes several times until it is sent: refused, checked, changed. */
export const FORMS_PER_SUBMISSION = 5;
/** Sent one by one: a few pictures, turned or chosen anew. */
export const FILES_PER_FORM = 3;
export const LINKS_PER_HOUR = { points: 5, perMilliseconds: HOUR };

/** Nobody fills a stranger's postbox through us, with whatever they hand in. */
export function confirmLimit(
  parts: { readonly secret: string; readonly submissionsPerHour: number },
  email: string,
): Counted {
  return {
    key: `confirm ${pseudonym(parts.secret, 'confirm', email.toLowerCase())}`,
    limit: {
      points: Math.max(10, Math.ceil(parts.submissionsPerHour / 4)),
      perMilliseconds: HOUR,
    },
  };
}
