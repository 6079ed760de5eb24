import { Router, type Response } from 'express';
import { loadContent } from '../../db/submissions.ts';
import { Invalid, NotPossible, type FieldProblem } from '../../domain/errors.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { contextOf, oneValue } from '../context.ts';
import { listDateChoices } from '../list-dates.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sayProblem } from '../problems.ts';
import { sendPage } from '../render.ts';
import { loadHolder, may, unlessNotPossible, type Holder } from './token-access.ts';

/** Cancelling a date by one button: visitors see it at once, and the office is told. */
export function datesRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.dates, noStore);
  router.get(ROUTES.dates, async (req, res) => {
    await showDates(parts, res, await loadHolder(parts, req));
  });
  router.post(ROUTES.dates, async (req, res) => {
    const holder = await loadHolder(parts, req);
    const { submission, token, name } = holder;
    const date = oneValue(req.body, 'cancel') || oneValue(req.body, 'restore');
    const type = oneValue(req.body, 'cancel') === '' ? 'restoreDate' : 'cancelDate';
    const possible = await may(parts, submission);
    if (!possible.includes(type)) throw new NotPossible(type, possible);
    try {
      if (date === '') throw new Invalid([{ field: 'date', message: 'date' }]);
      await advanceSubmission(parts, {
        submissionId: submission.id,
        command: { type, date },
        by: 'contributor',
        byName: name,
      }).catch(unlessNotPossible);
      res.redirect(303, contextOf(res).paths.dates(token));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      // The page that was open showed dates of an older text; the fresh one says which there are.
      await showDates(parts, res, holder, error.problems);
    }
  });
  return router;
}

async function showDates(
  parts: WebParts,
  res: Response,
  { submission, token }: Holder,
  problems: readonly FieldProblem[] = [],
): Promise<void> {
  const { words, city, now, paths } = contextOf(res);
  if (!(await may(parts, submission)).includes('cancelDate')) {
    res.redirect(303, paths.status(token));
    return;
  }
  const number = submission.approvedRevision ?? submission.revision;
  const content = await loadContent(parts.db.read, submission.id, number);
  sendPage(
    res,
    'contribute/dates',
    {
      title: words.t('dates.title'),
      noIndex: true,
      submission,
      token,
      problem: problems.map((problem) => sayProblem(words, problem)).join(' '),
      dates: listDateChoices(content, words, parts.zone, now),
      district: city.byId.get(submission.districtId) ?? city.portal,
    },
    problems.length > 0 ? 422 : 200,
  );
}
