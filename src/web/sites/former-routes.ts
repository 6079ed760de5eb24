import { Router, type Response } from 'express';
import { findItem } from '../../db/queries/sites.ts';
import { KINDS } from '../../domain/submission-types.ts';
import { contextOf } from '../context.ts';
import type { WebParts } from '../parts.ts';
import { LIST_PATHS } from '../paths.ts';
import { sendPage } from '../render.ts';
import { canonicalOfItem } from '../home-of.ts';

/**
 * The addresses of a district that was split. An item has one successor, and its address leads there;
 * everything else has several, and the page names them.
 */
export function formerRoutes(parts: WebParts): Router {
  const router = Router();
  router.use((_req, res, next) => {
    next(contextOf(res).successors.length > 0 ? undefined : 'router');
  });
  for (const kind of KINDS) {
    router.get(`${LIST_PATHS[kind]}/:slug`, async (req, res, next) => {
      const row = await findItem(parts.db.read, kind, req.params.slug);
      if (row === undefined) next();
      else res.redirect(301, canonicalOfItem(contextOf(res), row));
    });
  }
  router.use((_req, res) => {
    showFormer(res);
  });
  return router;
}

/** At the address of a district that was split: which districts are there now. */
function showFormer(res: Response): void {
  const { words, successors } = contextOf(res);
  sendPage(
    res,
    'sites/former',
    {
      title: words.t('places.former.title'),
      successors,
      noIndex: true,
    },
    // RFC 9110, section 15.5.11: it was here, and will not be again.
    410,
  );
}
