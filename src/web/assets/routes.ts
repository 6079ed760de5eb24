import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Router, type Response } from 'express';
import type { City } from '../../db/places.ts';
import { coloursPath, ROUTES } from '../paths.ts';
import type { Assets } from './assets.ts';

const FOREVER = 'public, max-age=31536000, immutable';

function keepForever(res: Response, type: string): void {
  res.set('Cache-Control', FOREVER).set('Vary', 'Accept-Encoding').type(type);
  res.set('X-Content-Type-Options', 'nosniff');
}

/** Style, scripts and fonts, and the districts' colours as a sheet of their own. */
export function assetRoutes(assets: Assets, city: () => Promise<City>): Router {
  const router = Router();
  // What is not ours goes on to the page that says so. Style and fonts need none of a page's headers.
  router.get(ROUTES.asset, (req, res, next) => {
    const asset = assets.find(req.params.file);
    if (asset === undefined) {
      next();
      return;
    }
    keepForever(res, asset.type);
    const accepted = req.acceptsEncodings('br', 'gzip', 'identity');
    if (accepted === 'br' && asset.brotli) res.set('Content-Encoding', 'br').send(asset.brotli);
    else if (accepted === 'gzip' && asset.gzip)
      res.set('Content-Encoding', 'gzip').send(asset.gzip);
    else res.send(asset.identity);
  });
  router.get(ROUTES.districtColours, async (req, res, next) => {
    const now = await city();
    // Under yesterday's name there must not be today's colours, for ever.
    if (coloursPath(req.params.file) !== colourSheetUrl(now)) {
      next();
      return;
    }
    const sheet = Buffer.from(colourSheet(now));
    const packed = req.acceptsEncodings('gzip') === 'gzip';
    keepForever(res, 'text/css; charset=utf-8');
    if (packed) res.set('Content-Encoding', 'gzip');
    res.send(packed ? gzipSync(sheet) : sheet);
  });
  return router;
}

/**
 * The strict content policy forbids `style` attributes, so each district has a class: `d-<slug>`
 * sets the accent that everything inside it uses.
 */
function colourSheet(city: City): string {
  const rows = [...city.districts, city.portal];
  const rule = (slug: string, colour: string) => `.d-${slug}{--accent:${colour}}`;
  const light = rows.map((row) => rule(row.slug, row.colour)).join('');
  const dark = rows.map((row) => rule(row.slug, row.colourDark)).join('');
  return `${light}@media (prefers-color-scheme:dark){${dark}}`;
}

const sheetNames = new WeakMap<City, string>();

export function colourSheetUrl(city: City): string {
  const known = sheetNames.get(city);
  if (known) return known;
  const digest = createHash('sha256').update(colourSheet(city)).digest('base64url').slice(0, 10);
  const url = coloursPath(`${digest}.css`);
  sheetNames.set(city, url);
  return url;
}
