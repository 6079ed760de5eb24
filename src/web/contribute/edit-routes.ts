import { isDeepStrictEqual } from 'node:util';
import { Router, type Request, type Response } from 'express';
import { listUsableAttachments } from '../../db/attachments.ts';
import { listHistory, loadContent, type Submission } from '../../db/submissions.ts';
import { spanOf } from '../../domain/kinds/read-form.ts';
import { advanceSubmission } from '../../workflow/advance-submission.ts';
import { listAttachmentIds } from '../../workflow/receive-submission.ts';
import { contextOf } from '../context.ts';
import { findRoute } from '../find-route.ts';
import { noStore } from '../middleware/headers.ts';
import type { WebParts } from '../parts.ts';
import { ROUTES } from '../paths.ts';
import { sendPage } from '../render.ts';
import { newGuards, textOf } from './forms.ts';
import { isFileProblem, isFileStep } from './keep-files.ts';
import { presentCheck, presentForm, toAnswers, type FormState } from './pages.ts';
import { readForm } from './read-form.ts';
import { showStatus } from './status-page.ts';
import { loadByToken, may, tokenOf } from './token-access.ts';
import { readMultipart } from './upload.ts';

/** Changing what was handed in: the same form, the same check, and a new revision for the office. */
export function editRoutes(parts: WebParts): Router {
  const router = Router();
  router.use(ROUTES.edit, noStore);
  router.get(ROUTES.edit, async (req, res) => {
    const submission = await loadByToken(parts, req);
    const content = await loadContent(parts.db.read, submission.id, submission.revision);
    const files = await listUsableAttachments(
      parts.db.read,
      listAttachmentIds(content),
      '',
      submission.id,
    );
    await showEdit(parts, req, res, submission, {
      kind: submission.kind,
      answers: toAnswers(content),
      guards: newGuards(parts.secret, parts.now()),
      files,
      problems: [],
      action: '',
      isEdit: true,
    });
  });
  router.post(ROUTES.edit, readMultipart, (req, res) => takeEdit(parts, req, res));
  return router;
}

async function showEdit(
  parts: WebParts,
  req: Request,
  res: Response,
  submission: Submission,
  state: FormState,
  status = 200,
): Promise<void> {
  const context = contextOf(res);
  const { words, paths } = context;
  const possible = may(parts, submission);
  if (!possible.includes('resubmit') && !possible.includes('proposeRevision')) {
    await showStatus(parts, res, submission, []);
    return;
  }
  const form = presentForm(context, parts.secret, { ...state, action: paths.edit(tokenOf(req)) });
  const asked = (await listHistory(parts.db.read, submission.id))
    .filter((entry) => entry.event === 'requestChanges')
    .at(-1);
  sendPage(
    res,
    'contribute/form',
    {
      title: words.t('edit.title', { title: submission.title }),
      lead: words.t(submission.publication === 'live' ? 'edit.leadLive' : 'edit.lead'),
      asked: submission.review === 'changesRequested' ? (asked?.details.message ?? '') : '',
      noIndex: true,
      script: ['form.js', 'pictures.js'],
      form,
    },
    status,
  );
}

async function takeEdit(parts: WebParts, req: Request, res: Response): Promise<void> {
  const submission = await loadByToken(parts, req);
  const context = contextOf(res);
  const reading = await readForm(parts, req, submission.kind, submission.id);
  const step = textOf(reading.answers, 'step');
  const { content } = reading;
  // Going back and working on the files say nothing yet about the rest of the form.
  const isFinal = step !== 'change' && !isFileStep(step);
  const problems =
    step === 'change' ? [] : isFinal ? reading.problems : reading.problems.filter(isFileProblem);
  if (!isFinal || problems.length > 0 || content === undefined) {
    const state: FormState = {
      kind: submission.kind,
      answers: reading.answers,
      guards: reading.guards,
      files: reading.files,
      problems,
      action: '',
      isEdit: true,
    };
    await showEdit(
      parts,
      req,
      res,
      submission,
      state,
      problems.length === 0 ? 200 : reading.tooLarge ? 413 : 422,
    );
    return;
  }
  if (step !== 'send') {
    const route = { ...(await findRoute(parts, content)), districtId: submission.districtId };
    const check = presentCheck(context, parts, {
      kind: submission.kind,
      ...reading,
      content,
      route,
      action: context.paths.edit(tokenOf(req)),
      isEdit: true,
      language: submission.language,
    });
    sendPage(res, 'contribute/check', {
      title: context.words.t('check.title'),
      noIndex: true,
      ...check,
    });
    return;
  }
  // Sent twice: the second time there is nothing new to judge.
  const newest = await loadContent(parts.db.read, submission.id, submission.revision);
  const isOpen = submission.review === 'queued' || submission.review === 'inReview';
  if (isOpen && isDeepStrictEqual(newest, content)) {
    res.redirect(303, context.paths.status(tokenOf(req)));
    return;
  }
  const { endsAt } = spanOf(content, parts.zone);
  const type = may(parts, submission).includes('proposeRevision') ? 'proposeRevision' : 'resubmit';
  await advanceSubmission(parts, {
    submissionId: submission.id,
    command: { type, endsAt },
    by: 'contributor',
    content,
  });
  res.redirect(303, context.paths.status(tokenOf(req)));
}
