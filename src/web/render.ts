import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { Response } from 'express';
import type { Assets } from './assets/assets.ts';
import { colourSheetUrl } from './assets/routes.ts';
import { contextOf, type Context } from './context.ts';
import { LANGUAGES } from '../locales/languages.ts';

const VIEWS = fileURLToPath(new URL('../../views/', import.meta.url));
const compiled = new Map<string, ejs.TemplateFunction>();

/** A view, compiled once. `v` is all that it knows; a misspelt name fails instead of printing nothing. */
export function template(view: string): ejs.TemplateFunction {
  const known = compiled.get(view);
  if (known) return known;
  const filename = `${VIEWS}${view}.ejs`;
  const made = ejs.compile(readFileSync(filename, 'utf8'), {
    _with: false,
    localsName: 'v',
    filename,
    cache: true,
    rmWhitespace: true,
  });
  compiled.set(view, made);
  return made;
}

export interface Page {
  readonly title: string;
  /** Which entry of the navigation is this page? */
  readonly current?: string;
  readonly description?: string;
  /** The desk has its own frame. */
  readonly layout?: 'public' | 'desk';
  readonly noIndex?: boolean;
  readonly script?: readonly string[];
  [data: string]: unknown;
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
    colours: colourSheetUrl(context.city),
    escape: ejs.escapeXML,
    // Parts that stand in loops: compiled once and called, since `include` looks its file up again.
    line: template('partials/line'),
    card: template('partials/card'),
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
