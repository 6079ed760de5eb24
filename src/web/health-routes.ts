import { Router } from 'express';
import type { WebParts } from './parts.ts';
import { ROUTES } from './paths.ts';

/** For whoever watches over the process: it lives, and it can do its work. */
export function healthRoutes(parts: Pick<WebParts, 'db' | 'city' | 'log'>): Router {
  const router = Router();
  router.get(ROUTES.health, (_req, res) => {
    res.set('Cache-Control', 'no-store').type('text').send('ok\n');
  });
  router.get(ROUTES.ready, async (_req, res) => {
    res.set('Cache-Control', 'no-store').type('text');
    try {
      await parts.db.ping();
      await parts.city();
      res.send('ready\n');
    } catch (error) {
      parts.log.error({ err: error }, 'not ready');
      res.status(503).send('not ready\n');
    }
  });
  return router;
}
