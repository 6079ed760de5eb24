import { Router } from 'express';
import { loadContent } from '../../db/submissions.ts';
import { Invalid, NotPossible } from '../../domain/errors.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { contextOf, oneValue } from '../context.ts';
import { listDateChoices } from '../list-dates.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { loadHolder, may } from './token-access.ts';

/** Cancelling a date by one button: visitors see it at once, and the office is told. */
export function datesRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.dates, noStore);
  router.get(ROUTES.dates, async (req, res) => {
    const { submission, token } = await loadHolder(parts, req);
    const { words, city, now, paths } = contextOf(res);
    if (!(await may(parts, submission)).includes('cancelDate')) {
      res.redirect(303, paths.status(token));
      return;
    }
    const number = submission.approvedRevision ?? submission.revision;
    const content = await loadContent(parts.db.read, submission.id, number);
    sendPage(res, 'contribute/dates', {
      title: words.t('dates.title'),
      noIndex: true,
      submission,
      token,
      dates: listDateChoices(content, words, parts.zone, now),
      district: city.byId.get(submission.districtId) ?? city.portal,
    });
  });
  router.post(ROUTES.dates, async (req, res) => {
    const { submission, token, name } = await loadHolder(parts, req);
    const date = oneValue(req.body, 'cancel') || oneValue(req.body, 'restore');
    const type = oneValue(req.body, 'cancel') === '' ? 'restoreDate' : 'cancelDate';
    const possible = await may(parts, submission);
    if (!possible.includes(type)) throw new NotPossible(type, possible);
    if (date === '') throw new Invalid([{ field: 'date', message: 'date' }]);
    await advanceSubmission(parts, {
      submissionId: submission.id,
      command: { type, date },
      by: 'contributor',
      byName: name,
    }).catch((error: unknown) => {
      // A second click finds it done, and the page shows it.
      if (!(error instanceof NotPossible)) throw error;
    });
    res.redirect(303, contextOf(res).paths.dates(token));
  });
  return router;
}
