import type { RequestHandler } from 'express';
import { NotPermitted } from '../../domain/errors.ts';
import { ROUTES } from '../paths.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

// RFC 8058: a mail program, or the page of a web mailer, sends it from wherever it is. It carries no
// cookie that could be misused, and whoever knows the token has the mail.
const ONE_CLICK = new RegExp(`^${ROUTES.unsubscribe.replace(/:\w+/, '[^/]+')}/?$`);

/**
 * Refuses changes that another site's page asks for. Browsers say where a request comes from in
 * `Sec-Fetch-Site`, older ones in `Origin`; a program that sends neither carries no victim's cookie.
 * A district's subdomain counts as foreign too: it is not where the session lives.
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  if (SAFE.has(req.method) || ONE_CLICK.test(req.path)) {
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
