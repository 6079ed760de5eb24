import { Router } from 'express';
import { readPolicy } from '../../db/policy.ts';
import { Invalid } from '../../domain/errors.ts';
import { changePolicy } from '../../workflow/change-policy.ts';
import { accountOf, contextOf, oneValue } from '../context.ts';
import { deskFrame } from '../desk-frame.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { DAY } from '../../domain/time.ts';

const MONTH = 30 * DAY;
const CHOICES = [3, 6, 9, 12, 18, 24];

/** What the administrator decides about the workflow; adminRoutes has let nobody else this far. */
export function settingsRoutes(parts: WebParts): Router {
  const router = Router();
  router.get(ROUTES.settings, async (req, res) => {
    const context = contextOf(res);
    const { words } = context;
    const policy = await readPolicy(parts.db.read, parts.delays);
    // A duration that was configured in other steps shows as the nearest one.
    const months = Math.round(policy.freshFor / MONTH);
    const nearest = CHOICES.reduce((best, choice) =>
      Math.abs(choice - months) < Math.abs(best - months) ? choice : best,
    );
    sendPage(res, 'admin/settings', {
      ...deskFrame(context, accountOf(req), 'admin'),
      title: words.t('settings.title'),
      saved: oneValue(req.query, 'gespeichert') !== '',
      choices: CHOICES.map((count) => ({
        value: String(count),
        label: words.t('settings.months', { count }),
        chosen: count === nearest,
      })),
      directCancel: policy.directCancel,
    });
  });
  router.post(ROUTES.settings, async (req, res) => {
    const months = Number(oneValue(req.body, 'freshFor'));
    if (!CHOICES.includes(months)) throw new Invalid([{ field: 'freshFor', message: 'choice' }]);
    const directCancel = oneValue(req.body, 'directCancel') !== '';
    const freshFor = months === 12 ? 365 * DAY : months * MONTH;
    await changePolicy(parts, { freshFor, directCancel });
    res.redirect(303, contextOf(res).paths.settings({ gespeichert: '1' }));
  });
  return router;
}
