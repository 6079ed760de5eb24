import { Router, type Response } from 'express';
import { Invalid } from '../../domain/errors.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { sendMessage } from '../../workflow/send-message.ts';
import { contextOf, oneValue } from '../context.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { showStatus } from './status-page.ts';
import {
  findColleague,
  loadHolder,
  may,
  tokenOf,
  unlessNotPossible,
  type Holder,
} from './token-access.ts';

/**
 * The private pages behind a contributor's link. Opening them changes nothing, ever. These routes come
 * before all others under the link: who was invited and has not accepted yet gets no further than that.
 */
export function statusRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.status, noStore, async (req, res, next) => {
    const token = tokenOf(req);
    const isInvited = (await findColleague(parts, token))?.acceptedAt === null;
    // Here the path is what follows the token.
    if (!isInvited || ROUTES.join.endsWith(req.path)) next();
    else res.redirect(303, contextOf(res).paths.join(token));
  });

  router.get(ROUTES.status, async (req, res) => {
    await showStatus(parts, res, await loadHolder(parts, req), []);
  });
  router.get(ROUTES.confirm, async (req, res) => {
    await showConfirm(parts, res, await loadHolder(parts, req));
  });
  router.post(ROUTES.confirm, async (req, res) => {
    const holder = await loadHolder(parts, req);
    // A second click on the button is no mistake: the page then says what has happened already.
    if ((await may(parts, holder.submission)).includes('confirm')) {
      await advance(parts, holder, { type: 'confirm' }).catch(unlessNotPossible);
    }
    res.redirect(303, contextOf(res).paths.confirm(tokenOf(req)));
  });
  router.get(ROUTES.withdraw, async (req, res) => {
    const { submission, token } = await loadHolder(parts, req);
    const { words } = contextOf(res);
    sendPage(res, 'contribute/withdraw', {
      title: words.t('withdraw.title'),
      noIndex: true,
      submission,
      token,
      possible: (await may(parts, submission)).includes('withdraw'),
    });
  });
  router.post(ROUTES.withdraw, async (req, res) => {
    const holder = await loadHolder(parts, req);
    if (holder.submission.review !== 'withdrawn') {
      await advance(parts, holder, { type: 'withdraw' }).catch(async (error: unknown) => {
        unlessNotPossible(error);
        // The other half of a double click was quicker. Everything else is worth a word.
        const { submission } = await loadHolder(parts, req);
        if (submission.review !== 'withdrawn') throw error;
      });
    }
    res.redirect(303, contextOf(res).paths.status(tokenOf(req)));
  });
  router.post(ROUTES.message, async (req, res) => {
    const holder = await loadHolder(parts, req);
    const text = oneValue(req.body, 'message');
    try {
      await sendMessage(parts, holder.submission.id, 'contributor', text, holder.name);
      res.redirect(303, `${contextOf(res).paths.status(tokenOf(req))}#verlauf`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      await showStatus(parts, res, holder, error.problems, text);
    }
  });
  router.get(ROUTES.message, (req, res) => {
    res.redirect(303, contextOf(res).paths.status(tokenOf(req)));
  });
  return router;
}

function advance(parts: WebParts, holder: Holder, command: { type: 'confirm' | 'withdraw' }) {
  return advanceSubmission(parts, {
    submissionId: holder.submission.id,
    command,
    by: 'contributor',
    byName: holder.name,
  });
}

async function showConfirm(parts: WebParts, res: Response, holder: Holder): Promise<void> {
  const { submission, token } = holder;
  const context = contextOf(res);
  const possible = (await may(parts, submission)).includes('confirm');
  // Thanks for the arrival would come too late: its own page says what became of it since.
  if (!possible && submission.review !== 'queued' && submission.review !== 'inReview') {
    await showStatus(parts, res, holder, []);
    return;
  }
  sendPage(res, 'contribute/confirm', {
    title: context.words.t(possible ? 'confirm.title' : 'confirm.done.title'),
    noIndex: true,
    submission,
    possible,
    token,
    district: context.city.byId.get(submission.districtId) ?? context.city.portal,
  });
}
