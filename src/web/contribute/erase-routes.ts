import { Router, type Request, type Response } from 'express';
import { NotFound } from '../../domain/errors.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { exportSubmission } from '../../workflow/export-own.ts';
import { contextOf, oneValue } from '../context.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { presentSure } from '../present-field.ts';
import { sendPage } from '../render.ts';
import { isErased, loadHolder, tokenOf, type Holder } from './token-access.ts';

/** What the GDPR gives a contributor: a copy (articles 15 and 20) and erasure (article 17). */
export function eraseRoutes(parts: WebParts): Router {
  const router = Router();
  router.use([ROUTES.erase, ROUTES.data], noStore);
  router.get(ROUTES.data, async (req, res) => {
    const { submission } = await loadOwner(parts, req);
    res.attachment(`${submission.reference}.json`);
    res.json(await exportSubmission(parts, submission));
  });
  router.get(ROUTES.erase, async (req, res) => {
    showErase(res, await loadOwner(parts, req), '');
  });
  router.post(ROUTES.erase, async (req, res) => {
    const { words, paths } = contextOf(res);
    const isSure = oneValue(req.body, 'sure') !== '';
    try {
      const holder = await loadOwner(parts, req);
      if (!isSure) {
        showErase(res, holder, words.t('problem.sureMissing'));
        return;
      }
      await advanceSubmission(parts, {
        submissionId: holder.submission.id,
        command: { type: 'erase' },
        by: 'contributor',
        byName: holder.name,
      });
    } catch (error) {
      // The other half of a double click has done it: that is no page that cannot be found.
      const isDone = isSure && error instanceof NotFound;
      if (!isDone || !(await isErased(parts, tokenOf(req)))) throw error;
    }
    res.redirect(303, paths.own({ geloescht: '1' }));
  });
  return router;
}

/** A copy and the erasure are the contributor's alone. */
async function loadOwner(parts: WebParts, req: Request): Promise<Holder> {
  const holder = await loadHolder(parts, req);
  if (holder.colleague !== undefined) throw new NotFound('a colleague');
  return holder;
}

function showErase(res: Response, { submission, token }: Holder, problem: string): void {
  const { words } = contextOf(res);
  sendPage(
    res,
    'contribute/erase',
    {
      title: words.t('erase.title'),
      noIndex: true,
      submission,
      token,
      sure: presentSure(words, problem),
    },
    problem === '' ? 200 : 422,
  );
}
