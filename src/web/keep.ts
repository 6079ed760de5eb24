import type { RequestHandler, Response } from 'express';

/**
 * What an answer depends on beside its address and the day:
 * - `all`: every item of every district, and all places. When in doubt, this.
 * - `site`: the items of the district whose site it is on, and all places; on the portal: all.
 * - `places`: names, districts and settings alone.
 */
export type Shows = 'all' | 'site' | 'places';

interface Keep {
  readonly shows: Shows;
  /** From this instant on it says something else: "open now", "today". UTC milliseconds. */
  readonly until: number;
}

/**
 * For the routes of public answers: kept as sent, by address, until what it shows changes. It must
 * be the same for everybody who asks for that address: no account, no cookie, no key in a form, no
 * word of the request's headers. Errors, redirects and what says `no-store` are never kept.
 */
export function kept(shows: Shows = 'all'): RequestHandler {
  return (_req, res, next) => {
    keep(res, { shows });
    next();
  };
}

/** The same inside a handler, for what is known only there. Of two instants the earlier one holds. */
export function keep(res: Response, given: { shows?: Shows; until?: number }): void {
  const known = keepOf(res);
  res.locals['keep'] = {
    shows: given.shows ?? known?.shows ?? 'all',
    until: Math.min(given.until ?? Infinity, known?.until ?? Infinity),
  } satisfies Keep;
}

export function keepOf(res: Response): Keep | undefined {
  // Only `keep` writes it.
  return res.locals['keep'] as Keep | undefined;
}
