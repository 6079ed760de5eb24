import { Router, type Request, type Response } from 'express';
import { findBatch, listSubmissionsOfBatch, type Batch } from '../../db/batches.ts';
import type { Submission } from '../../db/submissions.ts';
import { NotFound } from '../../domain/errors.ts';
import { readToken, signToken } from '../../domain/tokens.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { contextOf } from '../context.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { presentOwnRow } from './present-own-row.ts';
import { tokenOf, unlessNotPossible } from './token-access.ts';

/** The private page of all that one file brought in, and the one button that confirms it. */
export function batchRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.batch, noStore);
  router.get(ROUTES.batch, async (req, res) => {
    await showBatch(parts, req, res);
  });
  // Whoever opens the address of the button itself is shown where the button is.
  router.get(ROUTES.batchConfirm, (req, res) => {
    res.redirect(303, contextOf(res).paths.batch(tokenOf(req)));
  });
  router.post(ROUTES.batchConfirm, async (req, res) => {
    const { submissions } = await loadBatch(parts, req);
    for (const submission of submissions) {
      if (!canConfirm(submission)) continue;
      const command = { type: 'confirm' } as const;
      await advanceSubmission(parts, {
        submissionId: submission.id,
        command,
        by: 'contributor',
      }).catch(unlessNotPossible);
    }
    res.redirect(303, contextOf(res).paths.batch(tokenOf(req)));
  });
  return router;
}

const canConfirm = (submission: Submission): boolean =>
  submission.review === 'awaitingConfirmation';

async function loadBatch(
  parts: WebParts,
  req: Request,
): Promise<{ batch: Batch; submissions: Submission[] }> {
  const id = readToken(parts.secret, 'batch', tokenOf(req));
  const batch = id === undefined ? undefined : await findBatch(parts.db.read, id);
  if (batch === undefined) throw new NotFound('token');
  const submissions = await listSubmissionsOfBatch(parts.db.read, batch.id);
  if (submissions.length === 0) throw new NotFound('token');
  return { batch, submissions };
}

async function showBatch(parts: WebParts, req: Request, res: Response): Promise<void> {
  const { batch, submissions } = await loadBatch(parts, req);
  const context = contextOf(res);
  const { words, paths } = context;
  const open = submissions.filter(canConfirm).length;
  sendPage(res, 'contribute/batch', {
    title: words.t('batch.title', { count: submissions.length }),
    noIndex: true,
    token: tokenOf(req),
    open,
    lead: words.t(open > 0 ? 'batch.lead' : 'batch.done', { count: open }),
    fileName: batch.name,
    rows: submissions.map((submission) =>
      presentOwnRow(
        context,
        parts,
        submission,
        paths.status(signToken(parts.secret, 'status', submission.id)),
      ),
    ),
  });
}
