import { Router } from 'express';
import { loadContent } from '../../db/submissions.ts';
import { findEditEvent } from '../../domain/decide.ts';
import { listPlainFacts } from '../../domain/kinds/plain-facts.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { contextOf } from '../context.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentFreshness } from '../present-freshness.ts';
import { sendPage } from '../render.ts';
import { loadHolder, may, unlessNotPossible } from './token-access.ts';

/** "Still correct?": the present data, and the three answers to it. */
export function freshRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.fresh, noStore);
  router.get(ROUTES.fresh, async (req, res) => {
    const { submission, token } = await loadHolder(parts, req);
    const context = contextOf(res);
    const { words, city } = context;
    const number = submission.approvedRevision ?? submission.revision;
    const content = await loadContent(parts.db.read, submission.id, number);
    const possible = await may(parts, submission);
    const isHeld = submission.freshness === 'confirmed';
    const isAsked = !isHeld && possible.includes('confirmFresh');
    sendPage(res, 'contribute/fresh', {
      title: words.t(
        isAsked ? 'fresh.title' : isHeld ? 'fresh.thanks.title' : 'fresh.nothing.title',
      ),
      noIndex: true,
      submission,
      token,
      isAsked,
      canEdit: findEditEvent(possible) !== undefined,
      canWithdraw: possible.includes('withdraw'),
      freshness: presentFreshness(words, parts.zone, submission, context.now),
      facts: [
        { label: words.t('fresh.summary'), text: content.summary },
        ...listPlainFacts(content).map(({ name, text }) => ({
          label: words.t(`fact.${name}`),
          text,
        })),
      ],
      district: city.byId.get(submission.districtId) ?? city.portal,
    });
  });
  router.post(ROUTES.fresh, async (req, res) => {
    const { submission, token, name } = await loadHolder(parts, req);
    // A second click finds it confirmed, and the page says thanks again.
    if ((await may(parts, submission)).includes('confirmFresh')) {
      await advanceSubmission(parts, {
        submissionId: submission.id,
        command: { type: 'confirmFresh' },
        by: 'contributor',
        byName: name,
      }).catch(unlessNotPossible);
    }
    res.redirect(303, contextOf(res).paths.fresh(token));
  });
  return router;
}
