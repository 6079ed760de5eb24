import type { RequestHandler } from 'express';
import { NotPermitted } from '../../domain/errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site's page asks for. Browsers say where a request comes from in
 * `Sec-Fetch-Site`, older ones in `Origin`; a program that sends neither carries no victim's cookie.
 * A district's subdomain counts as foreign too: it is not where the session lives.
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  if (SAFE.has(req.method)) {
    next();
    return;
  }
  const site = req.get('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new NotPermitted(`a ${site} request`);
  }
  const origin = req.get('Origin');
  if (site === undefined && origin !== undefined && hostOf(origin) !== req.get('Host')) {
    throw new NotPermitted('a request from another origin');
  }
  next();
};

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}
