import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { Response } from 'express';
import type { Assets } from './assets/assets.ts';
import { colourSheetUrl } from './assets/routes.ts';
import { namesOfSheets } from './assets/sheets.ts';
import { contextOf, type Context } from './context.ts';
import { DEFAULT_LANGUAGE, LANGUAGES } from '../locales/languages.ts';
import { canonicalPath } from './paths.ts';

const VIEWS = fileURLToPath(new URL('../../views/', import.meta.url));
type Draw = (data: ejs.Data) => string;
const compiled = new Map<string, Draw>();

/** A view, compiled once. `v` is all that it knows; a misspelt name fails instead of printing nothing. */
export function template(view: string): Draw {
  const known = compiled.get(view);
  if (known) return known;
  const filename = `${VIEWS}${view}.ejs`;
  const text = readFileSync(filename, 'utf8').replace(
    /\binclude\('([\w./-]+)'/g,
    (_, path: string) => `v.part(v, '${posix.join(posix.dirname(view), path)}'`,
  );
  const draw = ejs.compile(text, {
    _with: false,
    localsName: 'v',
    filename,
    cache: true,
    rmWhitespace: true,
  });
  const made: Draw = text.includes('v.part(v, ') ? (data) => draw({ part, ...data }) : draw;
  compiled.set(view, made);
  return made;
}

/** What `include` does, without a look at the disk each time: the part knows what its page knows. */
function part(v: ejs.Data, view: string, more: ejs.Data = {}): string {
  return template(view)({ ...v, ...more });
}

export interface Page {
  readonly title: string;
  /** Which entry of the navigation is this page? */
  readonly current?: string;
  readonly description?: string;
  /** The desk has its own frame. */
  readonly layout?: 'public' | 'desk' | 'bare';
  readonly noIndex?: boolean;
  readonly script?: readonly string[];
  /** Where this page is at home, when that is not here: an item on its district's site. */
  readonly canonical?: { readonly site: string; readonly path: string };
  [data: string]: unknown;
}

/** What a view, or all of a folder, needs beside the sheet that every page loads; see assets/sheets.ts. */
const STYLES: Readonly<Record<string, readonly string[]>> = {
  contribute: ['form', 'item'],
  'contribute/batch': ['desk'],
  'contribute/own-list': ['desk'],
  desk: ['form', 'item', 'desk', 'articles-desk'],
  'desk/article': ['articles'],
  'desk/report': ['articles'],
  admin: ['form', 'desk'],
  'admin/district': ['districts'],
  'admin/districts': ['districts'],
  'admin/merge': ['districts'],
  'admin/outlines': ['districts'],
  'admin/rename': ['districts'],
  'admin/split': ['districts'],
  api: ['form', 'desk', 'docs'],
  'embed/frame': ['embed'],
  'embed/guide': ['form', 'embed'],
  'sites/landing': ['find', 'places'],
  'sites/home': ['places'],
  'sites/former': ['places'],
  'sites/calendar': ['form', 'filters', 'calendar'],
  'sites/directory': ['form', 'filters', 'directory'],
  'sites/stories': ['form', 'filters'],
  'sites/search': ['form', 'find', 'search'],
  'sites/item': ['item'],
  'sites/article': ['item', 'articles'],
  'sites/articles': ['articles'],
  'sites/statutory': ['articles'],
  'sites/barrier': ['form', 'articles'],
  'sites/barrier-sent': ['form', 'articles'],
  'sites/report': ['form', 'articles'],
  'sites/report-sent': ['form', 'articles'],
  'sites/report-which': ['form', 'articles'],
};

function sheetsOf(view: string, direction: 'ltr' | 'rtl'): string[] {
  const [folder = ''] = view.split('/');
  const areas = [STYLES[folder], STYLES[view]].flatMap((some) => some ?? []);
  return namesOfSheets(areas, direction);
}

/**
 * The one address of a page and those of its other languages: on the portal's own host, since that is
 * there wherever subdomains are not, and without what only sorts or narrows it.
 */
function listAddresses(context: Context, page: Page) {
  const here = { site: context.site?.slug ?? '', path: context.path.replace(/\?.*$/s, '') };
  const { site, path } = page.canonical ?? here;
  const of = (language: string) => context.origin + canonicalPath(language, site, path);
  return {
    canonical: of(context.words.language),
    alternates: [
      ...LANGUAGES.map(({ code }) => ({ code, url: of(code) })),
      { code: 'x-default', url: of(DEFAULT_LANGUAGE) },
    ],
  };
}

/** Draws a view inside its layout. */
export function renderPage(context: Context, assets: Assets, view: string, page: Page): string {
  const shared = {
    t: context.words.t,
    paths: context.paths,
    c: context,
    assets,
    page,
    languages: LANGUAGES,
    addresses: page.noIndex === true ? undefined : listAddresses(context, page),
    sheets: sheetsOf(view, context.words.direction),
    colours: colourSheetUrl(context.city),
    escape: ejs.escapeXML,
    // Parts that stand in loops: compiled once and called, since `include` looks its file up again.
    line: template('partials/line'),
    card: template('partials/card'),
    entryLine: template('partials/entry-line'),
    foundView: template('partials/found'),
    fieldView: template('partials/field'),
    pictureView: template('partials/picture-fields'),
    decisionView: template('desk/decision'),
  };
  const body = template(view)({ ...shared, ...page });
  return template(`layouts/${page.layout ?? 'public'}`)({ ...shared, ...page, body });
}

/** A part of a page alone, for a script that puts it into one. */
export function renderPart(context: Context, view: string, data: Record<string, unknown>): string {
  return template(view)({ t: context.words.t, ...data });
}

/** Answers with a page. Whoever has an account, or a private link, gets it uncached. */
export function sendPage(res: Response, view: string, page: Page, status = 200): void {
  const assets = res.app.locals['assets'] as Assets;
  res
    .status(status)
    .type('html')
    .send(renderPage(contextOf(res), assets, view, page));
}
