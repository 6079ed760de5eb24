import { Router } from 'express';
import { listFormerDistricts } from '../../../db/districts.ts';
import { formatDate } from '../../../locales/formats.ts';
import { accountOf, contextOf, oneValue } from '../../context.ts';
import { deskFrame } from '../../desk-frame.ts';
import type { WebParts } from '../../parts.ts';
import { ROUTES } from '../../paths.ts';
import { sendPage } from '../../render.ts';
import { editRoutes } from './edit-routes.ts';
import { outlineRoutes } from './outline-routes.ts';
import { reshapeRoutes } from './reshape-routes.ts';

const DONE = ['saved', 'renamed', 'merged', 'split', 'drawn'] as const;

/** The districts: their words and offices, their outlines, and what becomes of them over the years. */
export function districtRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.districts, async (req, res) => {
    const context = contextOf(res);
    const { words, city, paths, now } = context;
    const done = DONE.find((known) => known === oneValue(req.query, 'getan'));
    const former = await listFormerDistricts(parts.db.read);
    sendPage(res, 'admin/districts', {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('admin.districts.title'),
      done: done === undefined ? '' : words.t(`admin.districts.done.${done}`),
      rows: [...city.districts, city.portal].map((district) => ({
        district,
        url: paths.district(district.code),
        isPortal: district.kind === 'portal',
        hasOutline: district.outline !== null || district.kind === 'portal',
        since: formatDate(words, parts.zone, district.validFrom, now),
      })),
      former: former.map((district) => ({
        name: district.name,
        until: formatDate(words, parts.zone, district.validUntil ?? now, now),
        successors: (city.successorsBySlug.get(district.slug) ?? []).map(({ name }) => name),
      })),
    });
  });
  // Before the single district, whose address it would be otherwise.
  router.use(outlineRoutes(parts));
  router.use(editRoutes(parts));
  router.use(reshapeRoutes(parts));
  return router;
}
