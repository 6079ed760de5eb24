import type { RequestHandler } from 'express';
import type { City, District } from '../../db/places.ts';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../../locales/languages.ts';
import { wordsOf } from '../../locales/words.ts';
import { NotFound } from '../../domain/errors.ts';
import { setContext } from '../context.ts';
import {
  canonicalPath,
  createPaths,
  languagePrefix,
  livesOnPortal,
  SITE_PREFIX,
} from '../paths.ts';

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
    const label = findLabel(req.hostname, base.hostname, parts.production);
    const bySubdomain = label === undefined ? undefined : findSite(city, label);
    if (bySubdomain === 'unknown') {
      res.status(421).type('text').send('421 Misdirected Request');
      return;
    }
    const [language, afterLanguage] = takeLanguage(req.url);
    if (bySubdomain !== undefined && livesOnPortal(afterLanguage)) {
      // Somebody typed it: the session lives there. The method stays what it was (RFC 9110, 15.4.9).
      res.redirect(308, parts.baseUrl + languagePrefix(language) + afterLanguage);
      return;
    }
    const [slug, rest] =
      bySubdomain === undefined ? takeSite(afterLanguage) : [undefined, afterLanguage];
    const byPath = slug === undefined ? undefined : findSite(city, slug);
    const found = bySubdomain ?? (byPath === 'unknown' ? undefined : byPath);
    const [site, ...others] = found?.districts ?? [];
    if (found?.isFormer === true && site !== undefined && others.length === 0) {
      const origin =
        bySubdomain === undefined
          ? ''
          : originOf(base, `${site.slug}.${req.hostname.slice((label ?? '').length + 1)}`);
      const path = canonicalPath(language, bySubdomain === undefined ? site.slug : '', rest);
      // For good; what is not only read keeps its method (RFC 9110, 15.4.2 and 15.4.9).
      const isRead = req.method === 'GET' || req.method === 'HEAD';
      res.redirect(isRead ? 301 : 308, origin + path);
      return;
    }
    const isSplit = found?.isFormer === true;
    if (isSplit && bySubdomain !== undefined) {
      // On the portal its links lead on; under the old name each would come back to the same page.
      const path = canonicalPath(language, label ?? '', rest);
      res.redirect(307, parts.baseUrl + path);
      return;
    }
    // No address of ours holds a NUL, and PostgreSQL could not even look for one.
    const isUnknown = req.url.split('?')[0]?.includes('%00') === true;
    req.url = isUnknown || byPath === 'unknown' ? '/404' : rest;
    setContext(res, {
      words: wordsOf(language),
      city,
      site: isSplit ? undefined : site,
      successors: isSplit ? found.districts : [],
      origin: parts.baseUrl,
      siteOrigin: bySubdomain === undefined ? parts.baseUrl : originOf(base, req.hostname),
      path: req.url,
      now: parts.now(),
      paths: createPaths({
        languagePrefix: languagePrefix(language),
        sitePrefix:
          bySubdomain === undefined && site !== undefined && !isSplit
            ? `${SITE_PREFIX}/${site.slug}`
            : '',
        portalOrigin: bySubdomain === undefined ? '' : parts.baseUrl,
      }),
    });
    if (req.url === '/404') throw new NotFound(req.originalUrl);
    next();
  };
}

/** What stands before the portal's own host: `undefined` for the portal itself, `''` for another host. */
function findLabel(
  host: string | undefined,
  baseHost: string,
  production: boolean,
): string | undefined {
  const name = (host ?? '').toLowerCase();
  if (name === baseHost) return undefined;
  // A developer's machine goes by several names.
  if (!production && ['localhost', '127.0.0.1', '[::1]', '::1'].includes(name)) return undefined;
  const suffix = [`.${baseHost}`, ...(production ? [] : ['.localhost'])].find((ending) =>
    name.endsWith(ending),
  );
  return suffix === undefined ? '' : name.slice(0, -suffix.length);
}

interface FoundSite {
  /** One; several where a district was split. */
  readonly districts: readonly District[];
  /** The address was a district's once and is no longer. */
  readonly isFormer: boolean;
}

function findSite(city: City, slug: string): FoundSite | 'unknown' {
  const district = city.bySlug.get(slug);
  if (district?.kind === 'district') return { districts: [district], isFormer: false };
  const successors = city.successorsBySlug.get(slug);
  return successors === undefined ? 'unknown' : { districts: successors, isFormer: true };
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
