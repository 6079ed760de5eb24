import { Router, type Response } from 'express';
import type { Submission } from '../../db/submissions.ts';
import { Invalid } from '../../domain/errors.ts';
import { signToken } from '../../domain/tokens.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { sendMessage } from '../../workflow/send-message.ts';
import { contextOf, oneValue } from '../context.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { showStatus } from './status-page.ts';
import { loadByToken, may, tokenOf } from './token-access.ts';

/** The private pages behind a contributor's link. Opening them changes nothing, ever. */
export function statusRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.status, noStore);

  router.get(ROUTES.status, async (req, res) => {
    await showStatus(parts, res, await loadByToken(parts, req), []);
  });
  router.get(ROUTES.confirm, async (req, res) => {
    const submission = await loadByToken(parts, req);
    await showConfirm(parts, res, submission);
  });
  router.post(ROUTES.confirm, async (req, res) => {
    const submission = await loadByToken(parts, req);
    // A second click on the button is no mistake: the page then says what has happened already.
    if (may(parts, submission).includes('confirm')) {
      await advance(parts, submission, { type: 'confirm' });
    }
    res.redirect(303, contextOf(res).paths.confirm(tokenOf(req)));
  });
  router.get(ROUTES.withdraw, async (req, res) => {
    const submission = await loadByToken(parts, req);
    const { words } = contextOf(res);
    sendPage(res, 'contribute/withdraw', {
      title: words.t('withdraw.title'),
      noIndex: true,
      submission,
      token: tokenOf(req),
      possible: may(parts, submission).includes('withdraw'),
    });
  });
  router.post(ROUTES.withdraw, async (req, res) => {
    const submission = await loadByToken(parts, req);
    if (submission.review !== 'withdrawn') await advance(parts, submission, { type: 'withdraw' });
    res.redirect(303, contextOf(res).paths.status(tokenOf(req)));
  });
  router.post(ROUTES.message, async (req, res) => {
    const submission = await loadByToken(parts, req);
    try {
      await sendMessage(parts, submission.id, 'contributor', oneValue(req.body, 'message'));
      res.redirect(303, `${contextOf(res).paths.status(tokenOf(req))}#verlauf`);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      await showStatus(parts, res, submission, error.problems, oneValue(req.body, 'message'));
    }
  });
  router.get(ROUTES.message, (req, res) => {
    res.redirect(303, contextOf(res).paths.status(tokenOf(req)));
  });
  return router;
}

function advance(
  parts: WebParts,
  submission: Submission,
  command: { type: 'confirm' } | { type: 'withdraw' },
): Promise<Submission> {
  return advanceSubmission(parts, { submissionId: submission.id, command, by: 'contributor' });
}

async function showConfirm(parts: WebParts, res: Response, submission: Submission): Promise<void> {
  const context = contextOf(res);
  const possible = may(parts, submission).includes('confirm');
  // Thanks for the arrival would come too late: its own page says what became of it since.
  if (!possible && submission.review !== 'queued' && submission.review !== 'inReview') {
    await showStatus(parts, res, submission, []);
    return;
  }
  sendPage(res, 'contribute/confirm', {
    title: context.words.t(possible ? 'confirm.title' : 'confirm.done.title'),
    noIndex: true,
    submission,
    possible,
    token: signToken(parts.secret, 'status', submission.id),
    district: context.city.byId.get(submission.districtId) ?? context.city.portal,
  });
}
