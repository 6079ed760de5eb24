import { Router, type Request, type Response } from 'express';
import { findMailMark } from '../../db/mail-marks.ts';
import { NotFound } from '../../domain/errors.ts';
import { readSignedText, UNSUBSCRIBE } from '../../domain/tokens.ts';
import { changeReminders } from '../../workflow/change-reminders.ts';
import { contextOf } from '../context.ts';
import { limitKey } from '../limits.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { tokenOf } from './token-access.ts';
import { HOUR } from '../../domain/time.ts';

const PER_HOUR = { points: 60, perMilliseconds: HOUR };

/**
 * No more reminders, from the link in one. A mail program may send the button's request by itself
 * (RFC 8058), which is answered with a page and not with a redirect; opening the link changes nothing.
 */
export function unsubscribeRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.unsubscribe, noStore);

  router.get(ROUTES.unsubscribe, async (req, res) => {
    const mark = await findMailMark(parts.db.read, digestOf(parts, req));
    show(res, tokenOf(req), mark?.noReminders === true ? 'done' : 'ask');
  });
  router.post(ROUTES.unsubscribe, async (req, res) => {
    await change(parts, req, true);
    show(res, tokenOf(req), 'done');
  });
  router.post(ROUTES.remindAgain, async (req, res) => {
    await change(parts, req, false);
    show(res, tokenOf(req), 'back');
  });
  router.get(ROUTES.remindAgain, (req, res) => {
    res.redirect(303, contextOf(res).paths.unsubscribe(tokenOf(req)));
  });
  return router;
}

/** What the token stands for is only the digest of an address: neither names anybody. */
function digestOf(parts: WebParts, req: Request): string {
  const digest = readSignedText(parts.secret, UNSUBSCRIBE, tokenOf(req));
  if (digest === undefined) throw new NotFound('token');
  return digest;
}

async function change(parts: WebParts, req: Request, noReminders: boolean): Promise<void> {
  const key = limitKey(parts.secret, 'unsubscribe', req, parts.now());
  await changeReminders(parts, digestOf(parts, req), noReminders, [{ key, limit: PER_HOUR }]);
}

function show(res: Response, token: string, stage: 'ask' | 'done' | 'back'): void {
  const { t } = contextOf(res).words;
  const title = {
    ask: 'unsubscribe.title',
    done: 'unsubscribe.doneTitle',
    back: 'unsubscribe.backTitle',
  };
  sendPage(res, 'contribute/unsubscribe', { title: t(title[stage]), noIndex: true, token, stage });
}
