import { Router } from 'express';
import { NotFound } from '../../domain/errors.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { exportSubmission } from '../../workflow/export-own.ts';
import { contextOf, oneValue } from '../context.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { loadHolder } from './token-access.ts';

/** What the GDPR gives a contributor: a copy (articles 15 and 20) and erasure (article 17). */
export function eraseRoutes(parts: WebParts): Router {
  const router = Router();
  router.use([ROUTES.erase, ROUTES.data], noStore);
  router.get(ROUTES.data, async (req, res) => {
    const { submission, colleague } = await loadHolder(parts, req);
    if (colleague !== undefined) throw new NotFound('data');
    res.attachment(`${submission.reference}.json`);
    res.json(await exportSubmission(parts, submission));
  });
  router.get(ROUTES.erase, async (req, res) => {
    const { submission, token, colleague } = await loadHolder(parts, req);
    if (colleague !== undefined) throw new NotFound('erase');
    const { words } = contextOf(res);
    sendPage(res, 'contribute/erase', {
      title: words.t('erase.title'),
      noIndex: true,
      submission,
      token,
      problem: '',
    });
  });
  router.post(ROUTES.erase, async (req, res) => {
    const { submission, token, colleague, name } = await loadHolder(parts, req);
    if (colleague !== undefined) throw new NotFound('erase');
    const { words, paths } = contextOf(res);
    if (oneValue(req.body, 'sure') === '') {
      sendPage(
        res,
        'contribute/erase',
        {
          title: words.t('erase.title'),
          noIndex: true,
          submission,
          token,
          problem: words.t('problem.sureMissing'),
        },
        422,
      );
      return;
    }
    await advanceSubmission(parts, {
      submissionId: submission.id,
      command: { type: 'erase' },
      by: 'contributor',
      byName: name,
    });
    res.redirect(303, paths.own({ geloescht: '1' }));
  });
  return router;
}
