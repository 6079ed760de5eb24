import type { RequestHandler } from 'express';
import type { City, District } from '../../db/places.ts';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../../locales/languages.ts';
import { wordsOf } from '../../locales/words.ts';
import { NotFound } from '../../domain/errors.ts';
import { setContext } from '../context.ts';
import { createPaths, languagePrefix, livesOnPortal, SITE_PREFIX } from '../paths.ts';

export interface LocateParts {
  readonly baseUrl: string;
  readonly production: boolean;
  readonly city: () => Promise<City>;
  readonly now: () => number;
}

/**
 * Finds out in which language and on whose site a request stands, by host and path, and takes both
 * off the path: the routers know each address once. An unknown host is answered with 421, since
 * whoever can choose it could otherwise choose the district (RFC 9110, section 15.5.20).
 */
export function locate(parts: LocateParts): RequestHandler {
  const base = new URL(parts.baseUrl);
  return async (req, res, next) => {
    const city = await parts.city();
    const found = findSiteByHost(req.hostname, base.hostname, city, parts.production);
    if (found === 'unknown') {
      res.status(421).type('text').send('421 Misdirected Request');
      return;
    }
    const bySubdomain = found;
    const [language, afterLanguage] = takeLanguage(req.url);
    if (bySubdomain !== undefined && livesOnPortal(afterLanguage)) {
      // Somebody typed it: the session lives there. The method stays what it was (RFC 9110, 15.4.9).
      res.redirect(308, parts.baseUrl + languagePrefix(language) + afterLanguage);
      return;
    }
    const [slug, rest] = bySubdomain ? [undefined, afterLanguage] : takeSite(afterLanguage);
    const byPath = slug === undefined ? undefined : city.bySlug.get(slug);
    // No address of ours holds a NUL, and PostgreSQL could not even look for one.
    const isUnknown = req.url.split('?')[0]?.includes('%00') === true;
    if (isUnknown || (slug !== undefined && byPath?.kind !== 'district')) {
      req.url = '/404';
    } else {
      req.url = rest;
    }
    setContext(res, {
      words: wordsOf(language),
      city,
      site: bySubdomain ?? byPath,
      origin: parts.baseUrl,
      siteOrigin: bySubdomain === undefined ? parts.baseUrl : originOf(base, req.hostname),
      path: req.url,
      now: parts.now(),
      paths: createPaths({
        languagePrefix: languagePrefix(language),
        sitePrefix: byPath ? `${SITE_PREFIX}/${byPath.slug}` : '',
        portalOrigin: bySubdomain ? parts.baseUrl : '',
      }),
    });
    if (req.url === '/404') throw new NotFound(req.originalUrl);
    next();
  };
}

function findSiteByHost(
  host: string | undefined,
  baseHost: string,
  city: City,
  production: boolean,
): District | undefined | 'unknown' {
  const name = (host ?? '').toLowerCase();
  if (name === baseHost) return undefined;
  // A developer's machine goes by several names.
  if (!production && ['localhost', '127.0.0.1', '[::1]', '::1'].includes(name)) return undefined;
  const suffix = [`.${baseHost}`, ...(production ? [] : ['.localhost'])].find((ending) =>
    name.endsWith(ending),
  );
  if (suffix === undefined) return 'unknown';
  const district = city.bySlug.get(name.slice(0, -suffix.length));
  return district?.kind === 'district' ? district : 'unknown';
}

function originOf(base: URL, host: string): string {
  return `${base.protocol}//${host}${base.port === '' ? '' : `:${base.port}`}`;
}

const LANGUAGE_OF_PREFIX = new Map<string, Language>(
  LANGUAGES.filter(({ prefix }) => prefix !== '').map(({ prefix, code }) => [prefix, code]),
);

/** `/en/adressen` is English and `/adressen`; without a prefix it is German. */
function takeLanguage(url: string): [Language, string] {
  const match = /^\/([a-z]+)(?=[/?]|$)(.*)$/s.exec(url);
  const language = LANGUAGE_OF_PREFIX.get(match?.[1] ?? '');
  return language === undefined ? [DEFAULT_LANGUAGE, url] : [language, rooted(match?.[2] ?? '')];
}

function takeSite(url: string): [string | undefined, string] {
  const match = /^\/sozialraum\/([^/?]+)(.*)$/s.exec(url);
  return match ? [match[1], rooted(match[2] ?? '')] : [undefined, url];
}

function rooted(rest: string): string {
  // Two slashes at the start would be another host in every link that is made of it.
  return rest.replace(/^\/*/, '/');
}
